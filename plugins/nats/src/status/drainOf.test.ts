import {
  consumerStatus,
  drainingConsumer,
  idleConsumer,
  laggingConsumer,
} from '../__testUtils__/statuses';
import { drainOf } from './drainOf';

describe('drainOf', () => {
  it('passes on a forecast', () => {
    expect(drainOf(drainingConsumer)).toEqual({ kind: 'in', seconds: 8 });
  });

  it('says never for a backlog that does not shrink', () => {
    expect(drainOf(laggingConsumer)).toEqual({ kind: 'never' });
  });

  it.each([
    ['nothing waits', idleConsumer],
    ['nothing is known', { ...laggingConsumer, counters: undefined }],
    [
      'there is too little data',
      consumerStatus('JOBS/young', {
        verdict: { level: 'unknown', rule: 'too-little-data', reason: '' },
        counters: { backlog: 5, inFlight: 0, redelivered: 0, waiting: 0 },
      }),
    ],
    [
      'it was empty a moment ago',
      consumerStatus('JOBS/burst', {
        counters: { backlog: 5, inFlight: 0, redelivered: 0, waiting: 0 },
      }),
    ],
  ])('claims nothing where %s', (_, consumer) => {
    expect(drainOf(consumer)).toEqual({ kind: 'none' });
  });
});
