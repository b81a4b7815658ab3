import { nearestName } from './nearestName';

describe('nearestName', () => {
  const known = ['replicas', 'selector', 'maxReplicaCount', 'for', 'spec'];

  it.each([
    ['replica', 'replicas'],
    ['Replicas', 'replicas'],
    ['max_replica_count', 'maxReplicaCount'],
    ['fro', 'for'],
    ['sepc', 'spec'],
    ['spc', 'spec'],
    ['bogus', undefined],
    ['', undefined],
    ['x'.repeat(100_000), undefined],
  ])('takes %s for %s', (name, nearest) => {
    expect(nearestName(name, known)).toBe(nearest);
  });

  it('knows nothing of nothing', () => {
    expect(nearestName('a', [])).toBeUndefined();
  });
});
