import { formatSpan } from '../../words';
import { compareVerdicts, Verdict } from '../Verdict';
import {
  BrokerObservation,
  BrokerRule,
  BrokerVerdict,
} from './BrokerObservation';
import { certificates } from './rules/certificates';
import { slowConsumers, stalledClients } from './rules/clients';
import { configuration } from './rules/configuration';
import { metaLeader, metaPeers } from './rules/metaGroup';
import {
  allServers,
  answering,
  completeRead,
  health,
  noAnswer,
  someJetStream,
} from './rules/reach';
import { clocks, manyAssets, restarts, versions } from './rules/servers';
import {
  roomInMemory,
  roomToPromise,
  roomToStore,
  soonFull,
} from './rules/storage';

const rules: BrokerRule[] = [
  noAnswer,
  metaLeader,
  allServers,
  metaPeers,
  someJetStream,
  health,
  roomToStore,
  roomInMemory,
  certificates,
  soonFull,
  configuration,
  slowConsumers,
  clocks,
  completeRead,
  roomToPromise,
  versions,
  restarts,
  stalledClients,
  manyAssets,
];

/**
 * Judges a broker by its last snapshots. The worst finding decides, of several the
 * first rule's; the others are listed.
 *
 * @public
 */
export function judgeBroker(observation: BrokerObservation): BrokerVerdict {
  const { snapshot, error, age, interval } = observation;
  if (!snapshot) {
    return {
      level: 'unknown',
      rule: 'never-reached',
      reason: error ? `Never reached: ${error}` : 'Never reached so far',
      advice: {
        text: 'See that its servers run, and that nats.brokers of app-config.yaml says where',
      },
    };
  }
  if (age > 3 * interval) {
    return {
      level: 'unknown',
      rule: 'stale',
      reason: `Not reached for ${formatSpan(age)}${error ? `: ${error}` : ''}`,
      advice: {
        text: 'See that its servers run, and that nothing keeps this portal from them',
      },
    };
  }
  const [first, ...findings] = rules
    .map(rule => rule(snapshot, observation))
    .filter((verdict): verdict is Verdict => verdict !== undefined)
    .sort(compareVerdicts);
  return first
    ? { ...first, ...(findings.length > 0 ? { findings } : {}) }
    : { level: 'ok', rule: 'ok', reason: answering(snapshot, observation) };
}
