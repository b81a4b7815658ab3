import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { SignalsService } from '@backstage/plugin-signals-node';
import {
  NATS_VERDICTS_CHANNEL,
  VerdictsSignal,
} from '@nats-portal/plugin-nats-common';
import { BrokerState } from '../sampling/BrokerSampler';
import { toBrokerStatus } from '../status/toBrokerStatus';

/**
 * Tells browsers of which broker they should ask again. A signal goes to everybody who is
 * signed in, so that it names the broker and nothing of what was found.
 *
 * @returns what is to be called after each sample
 */
export function announceVerdicts(options: {
  signals: SignalsService;
  logger: LoggerService;
}): (state: BrokerState, now: number) => void {
  const { signals, logger } = options;
  const known = new Map<string, string>();
  return (state, now) => {
    const { name } = state.info;
    const { level, rule } = toBrokerStatus(state, now).verdict;
    const seen = `${level} ${rule} ${state.memory.changes}`;
    const before = known.get(name);
    known.set(name, seen);
    if (before === undefined || before === seen) {
      return;
    }
    const message: VerdictsSignal = { brokers: [name] };
    signals
      .publish({
        recipients: { type: 'broadcast' },
        channel: NATS_VERDICTS_CHANNEL,
        message: { ...message },
      })
      .catch(thrown =>
        logger.debug('Signal not sent', {
          broker: name,
          reason: toError(thrown).message,
        }),
      );
  };
}
