import { Entity } from '@backstage/catalog-model';
import { CatalogView } from './CatalogView';

function entity(
  name: string,
  type: string,
  owner: string,
  annotations: Record<string, string>,
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: type === 'service' ? 'Component' : 'Resource',
    metadata: { name, namespace: 'default', annotations },
    spec: { type },
    relations: [{ type: 'ownedBy', targetRef: `group:default/${owner}` }],
  };
}

const cluster = entity('local', 'kubernetes-cluster', 'platform', {
  'nats.io/broker': 'local',
});
const broker = entity('local-nats', 'nats-broker', 'messaging', {
  'nats.io/broker': 'local',
  'nats.io/consumers': 'JOBS/*',
});
const worker = entity('echo', 'service', 'team-a', {
  'nats.io/broker': 'local',
  'nats.io/consumers': 'JOBS/echo-workers',
});
const jobs = entity('jobs', 'service', 'team-b', {
  'nats.io/broker': 'local',
  'nats.io/account': 'APP',
  'nats.io/consumers': 'JOBS/*',
});

const consumer = (name: string, account?: string) => ({
  broker: 'local',
  account,
  stream: 'JOBS',
  consumer: name,
});

describe('CatalogView', () => {
  it.each([[[cluster, broker]], [[broker, cluster]]])(
    'prefers the broker itself to the cluster that names it',
    entities => {
      expect(new CatalogView(entities).brokerOf('local')).toEqual({
        entityRef: 'resource:default/local-nats',
        owner: 'group:default/messaging',
      });
    },
  );

  it('takes the owner of a cluster for the owner of nothing else', () => {
    expect(new CatalogView([cluster]).brokerOf('local')).toEqual({
      entityRef: 'resource:default/local',
    });
    expect(new CatalogView([cluster]).brokerOf('other')).toBeUndefined();
  });

  it('finds who owns a consumer: who names it, else who names its stream', () => {
    const view = new CatalogView([jobs, worker, broker]);
    expect(view.consumerOf(consumer('echo-workers'))?.owner).toBe(
      'group:default/team-a',
    );
    expect(view.consumerOf(consumer('audit', 'APP'))?.owner).toBe(
      'group:default/team-b',
    );
    expect(view.consumerOf(consumer('audit', 'OTHER'))).toBeUndefined();
  });

  it('skips entities that name no broker', () => {
    const view = new CatalogView([entity('a', 'service', 'x', {})]);
    expect(view.consumerOf(consumer('audit'))).toBeUndefined();
  });
});
