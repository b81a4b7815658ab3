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
      'error no-quorum: 2 of 3 copies of the consumer are offline (n2, n3), so nothing can be delivered',
    );
  });

  it('replica-offline: one may be away without harm, for now', () => {
    expect(judge(with3({ offline: true }))).toBe(
      'warning replica-offline: 1 of 3 copies of the consumer is offline: n2',
    );
    expect(verdictOn(with3({ offline: true })).advice?.command).toBe(
      'nats consumer info JOBS workers',
    );
  });

  it('replica-behind: from a thousand operations on', () => {
    expect(judge(with3({ lag: 1000 }))).toBe('ok ok: Nothing waiting');
    expect(judge(with3({ lag: 1001 }, { lag: 5000 }))).toBe(
      "warning replica-behind: n2, n3 are 5,000 operations behind the consumer's leader",
    );
  });
});
