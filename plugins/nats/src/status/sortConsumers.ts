import { ConsumerStatus } from '@nats-portal/plugin-nats-common';
import { consumerName } from './consumerKey';
import { drainOf } from './drainOf';
import { sortByColumn, Sorting } from './sortByColumn';

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

const SORTING: Sorting<ConsumerStatus, ConsumerColumn> = {
  nameColumn: 'consumer',
  nameOf: consumerName,
  numberOf,
};

/**
 * Sorts consumers by a column. Descending by verdict is worst first; equals are
 * in order of their names.
 */
export function sortConsumers(
  consumers: readonly ConsumerStatus[],
  column: ConsumerColumn,
  direction: 'ascending' | 'descending',
): ConsumerStatus[] {
  return sortByColumn(consumers, SORTING, column, direction);
}
