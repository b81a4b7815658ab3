import {
  BrokerSnapshot,
  ConsumerSnapshot,
} from '@nats-portal/plugin-nats-common';
import { ConsumerWindows } from './ConsumerWindows';

function consumer(values: Partial<ConsumerSnapshot> = {}): ConsumerSnapshot {
  return {
    account: 'APP',
    stream: 'JOBS',
    name: 'echo-workers',
    created: '2026-01-01T00:00:00Z',
    at: 1_000,
    leader: 'n1',
    deliveredConsumerSequence: 0,
    deliveredStreamSequence: 0,
    ackFloorStreamSequence: 0,
    pending: 0,
    ackPending: 0,
    redelivered: 0,
    waiting: 0,
    pushBound: false,
    paused: false,
    ...values,
  };
}

function snapshot(values: Partial<BrokerSnapshot>): BrokerSnapshot {
  return {
    at: 1_000,
    servers: [],
    streams: [],
    consumers: [],
    leaderless: [],
    leaderlessStreams: [],
    unreadable: [],
    source: 'system',
    problems: [],
    ...values,
  };
}

describe('ConsumerWindows', () => {
  it('keeps the samples of each consumer, oldest first', () => {
    const windows = new ConsumerWindows();
    windows.add(snapshot({ at: 1, consumers: [consumer({ pending: 1 })] }));
    windows.add(snapshot({ at: 2, consumers: [consumer({ pending: 2 })] }));

    const [known] = windows.list();
    expect(known.samples.map(sample => sample.pending)).toEqual([1, 2]);
    expect(known.sampledAt).toBe(2);
  });

  it('keeps the newest 40 samples', () => {
    const windows = new ConsumerWindows();
    for (let i = 0; i < 50; i++) {
      windows.add(snapshot({ consumers: [consumer({ pending: i })] }));
    }
    const { samples } = windows.list()[0];
    expect(samples).toHaveLength(40);
    expect(samples[39].pending).toBe(49);
  });

  it('tells consumers of the same name in other streams and accounts apart', () => {
    const windows = new ConsumerWindows();
    windows.add(
      snapshot({
        consumers: [
          consumer(),
          consumer({ stream: 'OTHER' }),
          consumer({ account: 'B' }),
        ],
      }),
    );
    expect(windows.list()).toHaveLength(3);
  });

  it('forgets a consumer that the servers no longer name', () => {
    const windows = new ConsumerWindows();
    windows.add(snapshot({ consumers: [consumer()] }));
    windows.add(snapshot({}));
    expect(windows.list()).toEqual([]);
  });

  it('keeps a consumer that is missing from a snapshot with problems', () => {
    const windows = new ConsumerWindows();
    windows.add(snapshot({ at: 1, consumers: [consumer()] }));
    windows.add(snapshot({ at: 2, problems: ['n2 answered with an error'] }));
    expect(windows.list()).toMatchObject([{ sampledAt: 1 }]);
  });

  it('marks a consumer whose leader did not answer, and keeps its window', () => {
    const windows = new ConsumerWindows();
    windows.add(snapshot({ consumers: [consumer()] }));
    windows.add(
      snapshot({
        leaderless: [
          { account: 'APP', stream: 'JOBS', name: 'echo-workers', leader: '' },
        ],
      }),
    );
    expect(windows.list()).toMatchObject([
      {
        leaderless: { leader: '', readings: 1 },
        samples: [{ name: 'echo-workers' }],
      },
    ]);
  });
});
