import { ReplicaSnapshot } from '../../BrokerSnapshot';
import { judge, samples, verdictOn } from '../../__testUtils__/consumer';

const replica = (name: string, changes: Partial<ReplicaSnapshot> = {}) => ({
  name,
  current: true,
  offline: false,
  lag: 0,
  ...changes,
});

const with3 = (a: Partial<ReplicaSnapshot>, b: Partial<ReplicaSnapshot> = {}) =>
  samples(10, () => ({ replicas: [replica('n2', a), replica('n3', b)] }));

describe('replicas', () => {
  it('no-quorum: most of the copies are away', () => {
    expect(judge(with3({ offline: true }, { offline: true }))).toBe(
      'error no-quorum: 2 of 3 copies of the consumer are away, so nothing can be delivered: n2 (offline), n3 (offline)',
    );
  });

  it('replica-offline: one may be away without harm, for now', () => {
    expect(judge(with3({ offline: true }))).toBe(
      'warning replica-offline: 1 of 3 copies of the consumer is away: n2 (offline)',
    );
    expect(verdictOn(with3({ offline: true })).advice?.command).toBe(
      'nats consumer info JOBS workers',
    );
  });

  it('replica-offline: one that was killed is silent before it is called offline', () => {
    const silent = { current: false, silentMs: 12_000 };
    expect(judge(with3(silent))).toBe(
      'warning replica-offline: 1 of 3 copies of the consumer is away: n2 (silent for 12 sec)',
    );
    expect(judge(with3({ ...silent, silentMs: 4_000 }))).toContain('ok');
    // Nobody has written yet, so that nobody has heard of anybody.
    expect(judge(with3({ current: false }))).toContain('ok');
  });

  it('replica-behind: from a thousand operations on', () => {
    expect(judge(with3({ lag: 1000 }))).toBe('ok ok: Nothing waiting');
    expect(judge(with3({ lag: 1001 }, { lag: 5000 }))).toBe(
      "warning replica-behind: n2, n3 are 5,000 operations behind the consumer's leader",
    );
  });
});
