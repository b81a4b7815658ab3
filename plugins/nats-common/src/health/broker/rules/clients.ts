import { formatCount, formatSpan } from '../../../words';
import { ServerSnapshot } from '../../BrokerSnapshot';
import { BrokerObservation, BrokerRule, lifeOf } from '../BrokerObservation';

/** What happened before that is over, milliseconds. */
const RECENT = 600_000;

interface Rise {
  name: string;
  count: number;
  /** Milliseconds. */
  span: number;
}

/** By how much a counter rose at each server lately; servers where it did not are left out. */
function risesOf(
  servers: readonly ServerSnapshot[],
  at: number,
  observation: BrokerObservation,
  counter: 'slowConsumers' | 'stalledClients',
): Rise[] {
  return servers
    .map(server => {
      const [first] = lifeOf(server, observation, at - RECENT);
      return {
        name: server.name,
        count: (server[counter] ?? 0) - (first[counter] ?? 0),
        span: server.at - first.at,
      };
    })
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
}

const sentence = (rises: readonly Rise[]) =>
  rises
    .map(
      ({ name, count, span }) =>
        `${name} ${formatCount(count)} in ${formatSpan(span)}`,
    )
    .join(', ');

/** Clients are cut off because they read too slowly: what was on the way to them is lost for core NATS. */
export const slowConsumers: BrokerRule = ({ servers, at }, observation) => {
  const rises = risesOf(servers, at, observation, 'slowConsumers');
  return rises.length > 0
    ? {
        level: 'warning',
        rule: 'slow-consumers',
        reason: `Clients were cut off because they read too slowly: ${sentence(
          rises,
        )}`,
        advice: {
          text: 'See whose connections have the most pending bytes',
          command: 'nats server report connections --sort=pending',
        },
      }
    : undefined;
};

/** Publishers were made to wait for readers. */
export const stalledClients: BrokerRule = ({ servers, at }, observation) => {
  const rises = risesOf(servers, at, observation, 'stalledClients');
  return rises.length > 0
    ? {
        level: 'info',
        rule: 'stalled-clients',
        reason: `Publishers had to wait for slow readers: ${sentence(rises)}`,
      }
    : undefined;
};
