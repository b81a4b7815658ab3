import { request } from '../__testUtils__/requests';
import { theDefaults } from '../__testUtils__/theRepository';
import { GenerateRequest } from './GenerateRequest';
import { resolveSettings } from './resolveSettings';

function of(changes: Partial<GenerateRequest>) {
  const { settings, findings } = resolveSettings(
    request({ cluster: 'local', ...changes }),
    theDefaults(),
  );
  return {
    broker: settings.broker,
    origin: settings.origins.broker,
    provisioning: settings.provisioning,
    finding: findings.find(({ id }) => id === 'broker-second'),
  };
}

describe('the broker that the cluster names', () => {
  it.each([
    ['the release called as nobody named it', 'nats', 'local'],
    ['a release that it is called after', 'orders', 'local-orders'],
    ['the release nats that it is called after', 'nats', 'local-nats'],
  ])('is that of %s', (_what, name, clusterBroker) => {
    expect(of({ name, clusterBroker })).toEqual({
      broker: clusterBroker,
      origin: 'catalog',
      provisioning: 'flux',
      finding: undefined,
    });
  });

  it.each([
    ['orders', 'local'],
    ['nats', 'local-orders'],
    ['orders', 'local-nats'],
  ])('is not that of the release %s where it is %s', (name, clusterBroker) => {
    expect(of({ name, clusterBroker })).toEqual({
      broker: `local-${name}`,
      origin: 'skeleton',
      provisioning: 'flux',
      finding: {
        id: 'broker-second',
        severity: 'warning',
        path: 'name',
        message: `is a second broker: the entity of cluster local names "${clusterBroker}" in its annotation nats.io/broker, and this release is another broker, "local-${name}". Its streams go to it alone, by Flux, as the portal does not know it yet`,
      },
    });
  });

  it('is not asked where a repository says which broker it is', () => {
    expect(
      of({ name: 'orders', broker: 'old', clusterBroker: 'local' }),
    ).toMatchObject({ broker: 'old', finding: undefined });
  });
});

describe('a second broker of a cluster', () => {
  const second = { name: 'orders', clusterBroker: 'local' };

  it('cannot be given streams by a portal that does not know it', () => {
    const { finding } = of({ ...second, provisioning: 'portal' });
    expect(finding).toMatchObject({
      severity: 'error',
      path: 'provisioning',
      message: expect.stringMatching(
        /"local-orders", which is not in nats\.brokers; choose Flux/,
      ),
    });
  });

  it('can where the portal knows it', () => {
    const { broker, finding } = of({
      ...second,
      provisioning: 'portal',
      brokerNames: ['local', 'local-orders'],
    });
    expect(broker).toBe('local-orders');
    expect(finding).toMatchObject({
      severity: 'warning',
      message: expect.stringMatching(/Its streams go to it alone$/),
    });
  });
});
