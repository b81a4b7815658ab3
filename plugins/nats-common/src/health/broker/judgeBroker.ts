import { formatSpan } from '../../words';
import {
  allServers,
  answering,
  BrokerObservation,
  BrokerRule,
  completeRead,
  metaLeader,
  noAnswer,
  roomToStore,
  someJetStream,
} from './brokerRules';
import { Verdict } from '../Verdict';

const rules: BrokerRule[] = [
  noAnswer,
  metaLeader,
  allServers,
  someJetStream,
  roomToStore,
  completeRead,
];

/**
 * Judges a broker by its last snapshot. The first rule that matches decides.
 *
 * @public
 */
export function judgeBroker(observation: BrokerObservation): Verdict {
  const { snapshot, error, age, interval } = observation;
  if (!snapshot) {
    return {
      level: 'unknown',
      rule: 'never-reached',
      reason: error ? `Never reached: ${error}` : 'Never reached so far',
    };
  }
  if (age > 3 * interval) {
    return {
      level: 'unknown',
      rule: 'stale',
      reason: `Not reached for ${formatSpan(age)}${error ? `: ${error}` : ''}`,
    };
  }
  for (const rule of rules) {
    const verdict = rule(snapshot, observation);
    if (verdict) {
      return verdict;
    }
  }
  return {
    level: 'ok',
    rule: 'ok',
    reason: answering(snapshot, observation),
  };
}
