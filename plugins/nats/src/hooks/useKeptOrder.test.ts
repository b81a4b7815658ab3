import { renderHook } from '@testing-library/react';
import {
  consumerStatus,
  drainingConsumer,
  idleConsumer,
  laggingConsumer,
} from '../__testUtils__/statuses';
import { consumerName } from '../status/consumerKey';
import { ConsumerSort, useKeptOrder } from './useKeptOrder';

const byVerdict: ConsumerSort = { column: 'verdict', direction: 'descending' };

describe('useKeptOrder', () => {
  it('leaves rows in their places while numbers change, until asked', () => {
    const { result, rerender } = renderHook(
      ({ consumers, sort }) => useKeptOrder(consumers, sort),
      {
        initialProps: {
          consumers: [idleConsumer, drainingConsumer, laggingConsumer],
          sort: byVerdict,
        },
      },
    );
    const names = () => result.current.map(consumerName);
    expect(names()).toEqual([
      'JOBS/echo-workers',
      'JOBS/audit',
      'ORDERS/billing',
    ]);

    const stuck = consumerStatus('ORDERS/billing', {
      verdict: { level: 'error', rule: 'stall', reason: 'Stuck' },
    });
    const consumers = [stuck, laggingConsumer, drainingConsumer];
    rerender({ consumers, sort: byVerdict });
    expect(names()).toEqual([
      'JOBS/echo-workers',
      'JOBS/audit',
      'ORDERS/billing',
    ]);

    rerender({ consumers, sort: { ...byVerdict } });
    expect(names()).toEqual([
      'ORDERS/billing',
      'JOBS/echo-workers',
      'JOBS/audit',
    ]);
  });
});
