import { BrokerObservation } from './BrokerObservation';
import { judgeBroker } from './judgeBroker';
import { brokerSnapshot, server } from '../__testUtils__/broker';

const three = ['nats-0', 'nats-1', 'nats-2'];

function judge(
  snapshot: BrokerObservation['snapshot'],
  changes: Partial<BrokerObservation> = {},
) {
  const verdict = judgeBroker({
    snapshot,
    age: 5_000,
    interval: 10_000,
    ...changes,
  });
  return `${verdict.level} ${verdict.rule}: ${verdict.reason}`;
}

const cluster = (jetstream?: Parameters<typeof server>[0]) =>
  three.map(name => server(jetstream, name));

describe('judgeBroker', () => {
  it('never-reached', () => {
    expect(judge(undefined)).toBe(
      'unknown never-reached: Never reached so far',
    );
    expect(judge(undefined, { error: 'timeout' })).toBe(
      'unknown never-reached: Never reached: timeout',
    );
  });

  it('stale: what is older than three intervals carries no claim', () => {
    const snapshot = brokerSnapshot(cluster());
    expect(judge(snapshot, { age: 30_000 })).toBe(
      'ok ok: All 3 servers answer',
    );
    expect(judge(snapshot, { age: 31_000 })).toBe(
      'unknown stale: Not reached for 31 sec',
    );
    expect(judge(snapshot, { age: 7_200_000, error: 'refused' })).toBe(
      'unknown stale: Not reached for 2 hr: refused',
    );
  });

  it('no-answer: an empty snapshot says nothing about the broker', () => {
    expect(judge(brokerSnapshot([]), { expectedServers: 3 })).toBe(
      'unknown no-answer: No server answered',
    );
    expect(judge(brokerSnapshot([], { problems: ['not allowed'] }))).toBe(
      'unknown no-answer: No server answered: not allowed',
    );
  });

  it('no-meta-leader: all servers with JetStream see none', () => {
    const blind = [
      server({ metaLeader: '' }, 'nats-0'),
      server({ metaLeader: '' }, 'nats-1'),
    ];
    expect(judge(brokerSnapshot(blind), { expectedServers: 3 })).toBe(
      'error no-meta-leader: JetStream has no leader, so streams and consumers cannot be changed: 2 of 3 servers answer',
    );
  });

  it('leader-unseen: one server that does not see it is no outage', () => {
    const [first, ...others] = cluster();
    const blind = server({ metaLeader: '' }, 'nats-9');
    expect(judge(brokerSnapshot([first, others[0], blind]))).toBe(
      'warning leader-unseen: nats-9 does not see the JetStream leader',
    );
  });

  it('servers-missing: a minority is a warning, a majority an error', () => {
    const [a, b] = cluster();
    expect(judge(brokerSnapshot([a, b]), { expectedServers: 3 })).toBe(
      'warning servers-missing: 2 of 3 servers answer',
    );
    expect(judge(brokerSnapshot([a]), { expectedServers: 3 })).toBe(
      'error servers-missing: 1 of 3 servers answers, too few for a majority: streams with copies on the others neither take nor deliver messages',
    );
  });

  it('servers-missing: names who is away, where all of them are known', () => {
    const [a, b, c] = cluster();
    const before = brokerSnapshot([a, b, c]);
    expect(
      judge(brokerSnapshot([a, b]), { expectedServers: 3, history: [before] }),
    ).toBe('warning servers-missing: 2 of 3 servers answer; away: nats-2');
    expect(judge(brokerSnapshot([a, b], { silent: ['nats-2'] }))).toBe(
      'warning servers-missing: 2 of 3 servers answer; away: nats-2',
    );
    expect(
      judge(brokerSnapshot([a, b]), { expectedServers: 4, history: [before] }),
    ).not.toContain('nats-2');
  });

  it('servers-missing: JetStream knows its own size, and servers without JetStream do not fill it', () => {
    const [a, b] = cluster();
    expect(
      judge(brokerSnapshot([a, b, server(null, 'edge')]), {
        expectedServers: 3,
      }),
    ).toBe('warning servers-missing: 2 of 3 servers with JetStream answer');
  });

  it('no-jetstream', () => {
    expect(judge(brokerSnapshot([server(null)]))).toBe(
      'warning no-jetstream: No server that answers has JetStream switched on',
    );
  });

  it.each([
    [74, 'ok ok: All 3 servers answer'],
    [
      75,
      'warning storage-full: 75 % of the JetStream storage of nats-2 is used',
    ],
    [90, 'error storage-full: 90 % of the JetStream storage of nats-2 is used'],
  ])('storage-full: the fullest server decides, at %d %%', (used, verdict) => {
    const servers = [
      ...cluster().slice(0, 2),
      server({ storageUsed: used }, 'nats-2'),
    ];
    expect(judge(brokerSnapshot(servers))).toBe(verdict);
  });

  it.each([undefined, 0])(
    'storage-full: says nothing of a limit of %p',
    limit => {
      const servers = cluster({ storageUsed: 1e12, storageLimit: limit });
      expect(judge(brokerSnapshot(servers))).toBe(
        'ok ok: All 3 servers answer',
      );
    },
  );

  it('storage-reserved', () => {
    expect(judge(brokerSnapshot(cluster({ storageReserved: 95 })))).toBe(
      'info storage-reserved: 95 % of the JetStream storage of nats-0 is reserved by maxBytes, so further streams may be refused',
    );
  });

  it('last-attempt-failed: what was fine is told as the past', () => {
    expect(
      judge(brokerSnapshot(cluster()), { age: 20_000, error: 'timeout' }),
    ).toBe(
      'info last-attempt-failed: Reached 20 sec ago, and not since: timeout',
    );
  });

  it('partly-read', () => {
    const problems = ['nats-1: no permission'];
    expect(judge(brokerSnapshot(cluster(), { problems }))).toBe(
      'info partly-read: All 3 servers answer, not all could be read: nats-1: no permission',
    );
  });

  it('ok: one server alone is whole', () => {
    const alone = server({ metaLeader: undefined, clusterSize: undefined });
    expect(judge(brokerSnapshot([alone]), { expectedServers: 1 })).toBe(
      'ok ok: 1 server answers',
    );
  });
});
