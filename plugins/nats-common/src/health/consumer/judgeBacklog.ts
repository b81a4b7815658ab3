import { formatSpan } from '../../words';
import { backlogOf } from '../BrokerSnapshot';
import { Verdict } from '../Verdict';
import { describeBacklog } from './describeBacklog';
import { Observation } from './Observation';
import { fellOnce, spanOf } from './samples';

/** A backlog that takes longer than this to drain deserves a look, seconds. */
const SLOW_DRAIN = 3600;

/** A backlog that came up within the window, too short ago for a trend. */
function judgeNewBacklog({ samples, newest, lastEmpty }: Observation): Verdict {
  const since = formatSpan(spanOf(samples.slice(lastEmpty)));
  const backlog = describeBacklog(newest);
  return fellOnce(samples)
    ? {
        level: 'ok',
        rule: 'ok',
        reason: `Was empty ${since} ago, ${backlog} now`,
      }
    : {
        level: 'info',
        rule: 'new-backlog',
        reason: `Was empty ${since} ago, ${backlog} now; too early to say more`,
      };
}

/** What is to be said of a backlog that no rule finds fault with. */
export function judgeBacklog(observation: Observation): Verdict {
  const { newest, busy, allowed } = observation;
  const backlog = backlogOf(newest);
  if (backlog <= allowed) {
    return {
      level: 'ok',
      rule: 'ok',
      reason:
        backlog === 0
          ? 'Nothing waiting'
          : `No more than allowed: ${describeBacklog(newest)}`,
    };
  }
  if (!busy) {
    return judgeNewBacklog(observation);
  }
  const { slope } = busy.trend;
  if (slope >= 0) {
    return {
      level: 'ok',
      rule: 'ok',
      reason: `Keeps up: ${describeBacklog(newest)}`,
    };
  }
  const seconds = backlog / -slope;
  const slow = seconds > SLOW_DRAIN;
  return {
    level: slow ? 'info' : 'ok',
    rule: slow ? 'slow-drain' : 'ok',
    reason: `${slow ? 'Drains slowly' : 'Keeps up'}: ${describeBacklog(
      newest,
    )}, drained in ${formatSpan(seconds * 1000)}`,
  };
}
