import { mockCredentials } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { findCluster } from './findCluster';

function cluster(
  name: string,
  annotations?: Record<string, string>,
  type = 'kubernetes-cluster',
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: { name, namespace: 'default', annotations },
    spec: { type, owner: 'platform' },
  };
}

const catalog = catalogServiceMock({
  entities: [
    cluster('local', { 'nats.io/broker': 'local' }),
    cluster('minicloud'),
    cluster('orders', {}, 'database'),
  ],
});

const find = (wanted: string) =>
  findCluster(wanted, { catalog, credentials: mockCredentials.user() });

describe('findCluster', () => {
  it.each(['local', 'resource:default/local', 'Resource:default/local'])(
    'finds a cluster by "%s", with the broker that it names',
    async wanted => {
      expect(await find(wanted)).toEqual({
        cluster: { name: 'local', broker: 'local' },
        findings: [],
      });
    },
  );

  it('finds a cluster without a broker', async () => {
    expect(await find('minicloud')).toMatchObject({
      cluster: { name: 'minicloud', broker: undefined },
    });
  });

  it.each(['lokal', 'orders', ''])(
    'has a finding for "%s" that names the clusters',
    async wanted => {
      const { findings } = await find(wanted);
      expect(findings).toMatchObject([
        {
          id: 'cluster-unknown',
          severity: 'error',
          path: 'cluster',
          message: expect.stringContaining('local, minicloud'),
        },
      ]);
    },
  );
});
