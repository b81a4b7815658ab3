import {
  consumerStatus,
  drainingConsumer,
  idleConsumer,
  laggingConsumer,
} from '../__testUtils__/statuses';
import { consumerName } from './consumerKey';
import { ConsumerColumn, sortConsumers } from './sortConsumers';

const unseen = consumerStatus('JOBS/unseen', {
  verdict: { level: 'unknown', rule: 'not-found', reason: 'Not there' },
  counters: undefined,
});
const all = [idleConsumer, unseen, drainingConsumer, laggingConsumer];

function names(
  column: ConsumerColumn,
  direction: 'ascending' | 'descending' = 'descending',
) {
  return sortConsumers(all, column, direction).map(consumerName);
}

describe('sortConsumers', () => {
  it('sorts by verdict, worst first, equals by name', () => {
    expect(names('verdict')).toEqual([
      'JOBS/echo-workers',
      'JOBS/unseen',
      'JOBS/audit',
      'ORDERS/billing',
    ]);
  });

  it('sorts by name', () => {
    expect(names('consumer', 'ascending')).toEqual([
      'JOBS/audit',
      'JOBS/echo-workers',
      'JOBS/unseen',
      'ORDERS/billing',
    ]);
  });

  it('puts what is not known last either way', () => {
    expect(names('backlog')).toEqual([
      'JOBS/echo-workers',
      'JOBS/audit',
      'ORDERS/billing',
      'JOBS/unseen',
    ]);
    expect(names('backlog', 'ascending')).toEqual([
      'ORDERS/billing',
      'JOBS/audit',
      'JOBS/echo-workers',
      'JOBS/unseen',
    ]);
  });

  it('takes what never drains for the longest', () => {
    expect(names('drainsIn').slice(0, 2)).toEqual([
      'JOBS/echo-workers',
      'JOBS/audit',
    ]);
  });
});
