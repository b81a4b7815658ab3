import {
  compareVerdicts,
  ConsumerStatus,
} from '@nats-portal/plugin-nats-common';
import { byNumber } from './byNumber';
import { consumerName } from './consumerKey';
import { drainOf } from './drainOf';

/** What the table of consumers can be sorted by. */
export type ConsumerColumn =
  | 'consumer'
  | 'verdict'
  | 'trend'
  | 'backlog'
  | 'inFlight'
  | 'redelivered'
  | 'behind'
  | 'drainsIn'
  | 'replicas';

/** Made once: comparing two strings by themselves takes twenty times as long. */
const names = new Intl.Collator();

function numberOf(
  consumer: ConsumerStatus,
  column: ConsumerColumn,
): number | undefined {
  switch (column) {
    case 'trend':
      return consumer.verdict.backlogPerSecond;
    case 'behind':
      return consumer.verdict.secondsBehind;
    case 'drainsIn': {
      const drain = drainOf(consumer);
      return drain.kind === 'never' ? Infinity : drain.seconds;
    }
    case 'replicas':
      return consumer.scaling?.desiredReplicas;
    case 'backlog':
    case 'inFlight':
    case 'redelivered':
      return consumer.counters?.[column];
    default:
      return undefined;
  }
}

/**
 * Sorts consumers by a column. Descending by verdict is worst first; equals are
 * in order of their names.
 */
export function sortConsumers(
  consumers: readonly ConsumerStatus[],
  column: ConsumerColumn,
  direction: 'ascending' | 'descending',
): ConsumerStatus[] {
  const sign = direction === 'ascending' ? 1 : -1;
  const byName = (a: ConsumerStatus, b: ConsumerStatus) =>
    names.compare(consumerName(a), consumerName(b));
  return [...consumers].sort((a, b) => {
    if (column === 'consumer') {
      return sign * byName(a, b);
    }
    const order =
      column === 'verdict'
        ? -sign * compareVerdicts(a.verdict, b.verdict)
        : byNumber(numberOf(a, column), numberOf(b, column), sign);
    return order || byName(a, b);
  });
}
