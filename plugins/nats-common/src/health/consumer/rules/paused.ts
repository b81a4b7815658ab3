import { formatSpan } from '../../../words';
import { natsCommand } from '../../natsCommand';
import { describeBacklog } from '../describeBacklog';
import { ConsumerRule } from '../Observation';

/** Somebody stopped it on purpose; what that costs is said, and nothing is blamed on it. */
export const paused: ConsumerRule = ({ newest, samples }) => {
  if (!newest.paused) {
    return undefined;
  }
  const rest =
    newest.pausedUntil === undefined
      ? ''
      : ` for another ${formatSpan(
          Math.max(0, newest.pausedUntil - newest.at),
        )}`;
  return {
    level: 'info',
    rule: 'paused',
    reason: `Paused${rest} with ${describeBacklog(newest)}`,
    since: samples[0].at,
    advice: {
      text: 'Let it go on when the reason is gone',
      command: natsCommand('consumer', 'resume', newest.stream, newest.name),
    },
  };
};
