import { BrokerFacts, ServerSnapshot } from '../../BrokerSnapshot';
import { brokerSnapshot, server } from '../../__testUtils__/broker';
import { BrokerObservation } from '../BrokerObservation';
import { forecastStorage } from '../forecastStorage';
import { judgeBroker } from '../judgeBroker';

const MINUTE = 60_000;
const DAY = 86_400_000;
const NOW = 100 * DAY;
const NAMES = ['nats-0', 'nats-1', 'nats-2'];

type Changes = Partial<Omit<ServerSnapshot, 'jetstream'>> & {
  jetstream?: Parameters<typeof server>[0];
};

/** A cluster of three as it was some minutes ago, with changes to one server. */
function cluster(
  minutesAgo: number,
  name?: string,
  { jetstream, ...changes }: Changes = {},
): BrokerFacts {
  const at = NOW - minutesAgo * MINUTE;
  return brokerSnapshot(
    NAMES.map(one => ({
      ...server(one === name ? jetstream : {}, one),
      at,
      ...(one === name ? changes : {}),
    })),
    { at },
  );
}

/** What is said of the newest of some snapshots, oldest first. */
function said(
  snapshots: BrokerFacts[],
  changes: Partial<BrokerObservation> = {},
): string[] {
  const { findings = [], ...verdict } = judgeBroker({
    snapshot: snapshots[snapshots.length - 1],
    history: snapshots.slice(0, -1),
    age: 0,
    interval: 15_000,
    ...changes,
  });
  return [verdict, ...findings].map(
    ({ level, rule, reason }) => `${level} ${rule}: ${reason}`,
  );
}

const fine = ['ok ok: All 3 servers answer'];

describe('servers-hidden', () => {
  it('does not take servers that a load balancer hides for servers that are away', () => {
    const [{ servers, ...facts }] = [cluster(0)];
    const hidden = {
      ...facts,
      servers: servers.slice(0, 1),
      outOfView: ['Servers are out of view'],
    };
    expect(said([hidden], { expectedServers: 3 })).toEqual([
      'warning servers-hidden: Servers are out of view',
    ]);
  });
});

describe('unhealthy', () => {
  const unwell = { health: 'JetStream stream is not current' };

  it('says what a server says of itself when that lasts', () => {
    expect(
      said([cluster(1, 'nats-1', unwell), cluster(0, 'nats-1', unwell)]),
    ).toEqual([
      'warning unhealthy: The health check of nats-1 fails: JetStream stream is not current',
    ]);
  });

  it.each([
    ['at one moment only', [cluster(1), cluster(0, 'nats-1', unwell)]],
    ['at its first moment', [cluster(0, 'nats-1', unwell)]],
    [
      'no more',
      [
        cluster(2, 'nats-1', unwell),
        cluster(1, 'nats-1', unwell),
        cluster(0, 'nats-1', { health: 'ok' }),
      ],
    ],
  ])('says nothing of what was so %s', (_when, snapshots) => {
    expect(said(snapshots)).toEqual(fine);
  });
});

describe('member-away, no-quorum', () => {
  const peers = (...away: boolean[]) => ({
    jetstream: {
      metaReplicas: away.map((offline, i) => ({
        name: NAMES[i + 1],
        current: !offline,
        offline,
        lag: 0,
      })),
    },
  });

  it.each([
    [[false, false], fine],
    [
      [true, false],
      [
        'warning member-away: 1 of 3 members of the JetStream cluster is away: nats-1 (offline)',
      ],
    ],
    [
      [true, true],
      [
        'error no-quorum: 2 of 3 members of the JetStream cluster are away, so streams and consumers cannot be changed: nats-1 (offline), nats-2 (offline)',
      ],
    ],
  ])('away %j', (away, expected) => {
    expect(said([cluster(0, 'nats-0', peers(...away))])).toEqual(expected);
  });

  it('member-behind: one that has much to catch up', () => {
    const metaReplicas = [
      { name: 'nats-1', current: true, offline: false, lag: 1_001 },
    ];
    expect(
      said([cluster(0, 'nats-0', { jetstream: { metaReplicas } })]),
    ).toEqual([
      'info member-behind: nats-1 catches up with the JetStream leader',
    ]);
  });

  it('believes the leader only: followers see each other late', () => {
    expect(said([cluster(0, 'nats-1', peers(true, true))])).toEqual(fine);
  });
});

describe('storage-filling', () => {
  const LIMIT = 1_000_000;
  const grown = (perMinute: number) =>
    Array.from({ length: 11 }, (_, i) =>
      cluster(10 - i, 'nats-2', {
        jetstream: {
          storageLimit: LIMIT,
          storageUsed: 100_000 + i * perMinute,
        },
      }),
    );

  it('says when it is full at the present rate', () => {
    expect(said(grown(1_000))).toEqual([
      'warning storage-filling: The JetStream storage of nats-2 is full in about 15 hr at the present rate (15 hr to 15 hr)',
    ]);
  });

  it('says nothing where the limits of all streams come first', () => {
    expect(said(grown(1_000), { isBounded: true })).toEqual([
      'ok ok: All 3 servers answer',
    ]);
  });

  it('forecasts a month and no more', () => {
    const forecast = (perMinute: number) => {
      const snapshots = grown(perMinute);
      const snapshot = snapshots[snapshots.length - 1];
      return forecastStorage(snapshot, {
        snapshot,
        history: snapshots.slice(0, -1),
        age: 0,
        interval: MINUTE,
      });
    };
    // 899,990 bytes are left: at 21 bytes a minute 29.8 days, at 20 a minute 31.2.
    expect(forecast(21)?.server).toBe('nats-2');
    expect(forecast(20)).toBeUndefined();
  });

  it.each([
    ['is not growing', 0],
    ['shrinks', -1_000],
    ['has more than a day left', 500],
  ])('is quiet where it %s', (_what, perMinute) => {
    expect(said(grown(perMinute))).toEqual(fine);
  });

  it('takes no burst of two minutes for a trend', () => {
    expect(said(grown(1_000).slice(-3))).toEqual(fine);
  });

  it('forgets what was before a restart', () => {
    const snapshots = grown(1_000);
    const newest = snapshots[10];
    newest.servers[2].startedAt = newest.at - 30 * MINUTE;
    expect(said(snapshots)).toEqual(fine);
  });
});

describe('memory-full', () => {
  it.each([
    [74, fine],
    [
      75,
      [
        'warning memory-full: 75 % of the JetStream memory store of nats-1 is used',
      ],
    ],
    [
      90,
      [
        'error memory-full: 90 % of the JetStream memory store of nats-1 is used',
      ],
    ],
  ])('%d %%', (memoryUsed, expected) => {
    const jetstream = { memoryUsed, memoryLimit: 100 };
    expect(said([cluster(0, 'nats-1', { jetstream })])).toEqual(expected);
  });
});

describe('certificate-expiring', () => {
  it.each([
    [8 * DAY, fine],
    [
      7 * DAY,
      [
        'warning certificate-expiring: The certificate of nats-1 expires in 7 days',
      ],
    ],
    [
      DAY,
      [
        'error certificate-expiring: The certificate of nats-1 expires in 24 hr',
      ],
    ],
    [
      -DAY / 2,
      [
        'error certificate-expiring: The certificate of nats-1 expired 12 hr ago',
      ],
    ],
  ])('%d ms left', (left, expected) => {
    const changes = { certificateExpiresAt: NOW + left };
    expect(said([cluster(0, 'nats-1', changes)])).toEqual(expected);
  });
});

describe('config-not-reloaded', () => {
  const digests = (minutesAgo: number, ...values: string[]) => {
    const facts = cluster(minutesAgo);
    facts.servers.forEach((one, i) => {
      one.configDigest = values[i];
    });
    return facts;
  };

  it('names who stays behind a change that others took', () => {
    expect(
      said([
        digests(8, 'a', 'a', 'a'),
        digests(7, 'b', 'a', 'b'),
        digests(0, 'b', 'a', 'b'),
      ]),
    ).toEqual([
      'warning config-not-reloaded: nats-1 still runs on the configuration before the change of 7 min ago',
    ]);
  });

  it.each([
    [
      'most',
      ['b1', 'a2', 'b3'],
      'warning config-not-reloaded: nats-1 still runs on the configuration before the change of 7 min ago',
    ],
    [
      'few',
      ['b1', 'a2', 'a3'],
      'info config-not-reloaded: nats-1, nats-2 still run on the configuration before the change of 7 min ago, which was perhaps meant for nats-0 alone',
    ],
  ])(
    'compares each server with itself where no two are alike: %s took a change in',
    (_who, after, sentence) => {
      expect(
        said([
          digests(8, 'a1', 'a2', 'a3'),
          digests(7, ...after),
          digests(0, ...after),
        ]),
      ).toEqual([sentence]);
    },
  );

  it.each([
    [
      'is patient while the change is on its way',
      [digests(3, 'a', 'a', 'a'), digests(0, 'b', 'a', 'a')],
    ],
    [
      'says nothing where nobody took a change in',
      [digests(9, 'a', 'b', 'c'), digests(0, 'a', 'b', 'c')],
    ],
    [
      'says nothing once all have it',
      [digests(9, 'a', 'a', 'a'), digests(0, 'b', 'b', 'b')],
    ],
  ])('%s', (_what, snapshots) => {
    expect(said(snapshots)).toEqual(fine);
  });
});

describe('slow-consumers, stalled-clients', () => {
  it('counts what rose lately, not what was ever', () => {
    expect(
      said([
        cluster(30, 'nats-0', { slowConsumers: 1 }),
        cluster(5, 'nats-0', { slowConsumers: 4, stalledClients: 1 }),
        cluster(0, 'nats-0', { slowConsumers: 6, stalledClients: 3 }),
      ]),
    ).toEqual([
      'warning slow-consumers: Clients were cut off because they read too slowly: nats-0 2 in 5 min',
      'info stalled-clients: Publishers had to wait for slow readers: nats-0 2 in 5 min',
    ]);
  });

  it('does not take the first look, or a restart, for a rise', () => {
    expect(said([cluster(0, 'nats-0', { slowConsumers: 9 })])).toEqual(fine);
    expect(
      said([
        cluster(5, 'nats-0', { slowConsumers: 1 }),
        cluster(0, 'nats-0', { slowConsumers: 9, startedAt: 5 }),
      ]),
    ).toEqual(fine);
  });
});

describe('clock-skew', () => {
  it.each([
    [5_000, fine],
    [
      5_001,
      ['warning clock-skew: The clocks of nats-0 and nats-2 are 5 sec apart'],
    ],
  ])('%d ms', (clockOffset, expected) => {
    const facts = cluster(0, 'nats-2', { clockOffset });
    facts.servers[0].clockOffset = 0;
    facts.servers[1].clockOffset = 10;
    expect(said([facts])).toEqual(expected);
  });
});

describe('version-mix, restarted, many-assets', () => {
  it('tells what a roll leaves', () => {
    expect(
      said([
        cluster(5),
        cluster(0, 'nats-2', {
          version: '2.15.2',
          startedAt: NOW - 2 * MINUTE,
          jetstream: { replicatedAssets: 1_200 },
        }),
      ]),
    ).toEqual([
      'info version-mix: The servers run different versions: 2.15.1 (nats-0, nats-1), 2.15.2 (nats-2)',
      'info restarted: nats-2 started anew 2 min ago',
      'info many-assets: nats-2 keeps 1,200 replicated streams and consumers; from 1,000 on elections take long',
    ]);
  });

  it('does not call a server new that was never seen before', () => {
    const changes = { startedAt: NOW - 2 * MINUTE };
    expect(said([cluster(0, 'nats-2', changes)])).toEqual(fine);
  });
});

describe('an account alone', () => {
  it('says what is out of view, and what could not be read beside it', () => {
    const snapshot = brokerSnapshot([], {
      source: 'jetstream',
      outOfView: ['Read by way of APP'],
      problems: ['Account OTHER refused the login'],
    });
    expect(said([snapshot])).toEqual([
      'unknown servers-unseen: Read by way of APP',
      'info partly-read: Not all could be read: Account OTHER refused the login',
    ]);
  });

  it('does not claim that nobody answered', () => {
    const snapshot = brokerSnapshot([], { source: 'jetstream' });
    expect(said([snapshot], { expectedServers: 3 })).toEqual([
      'unknown servers-unseen: JetStream answers; how its servers do cannot be seen with an account alone',
    ]);
  });
});
