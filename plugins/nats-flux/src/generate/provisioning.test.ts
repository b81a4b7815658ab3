import {
  generated,
  Loose,
  objectIn,
  objectsIn,
} from '../__testUtils__/generated';
import { request } from '../__testUtils__/requests';
import { theDefaults, theSkeleton } from '../__testUtils__/theRepository';
import { resolveSettings } from '../settings/resolveSettings';

const portal = { cluster: 'minicloud', provisioning: 'portal' } as const;

describe('streams that the portal makes', () => {
  it('are not in the repository as well', async () => {
    const files = await generated(portal);
    expect(
      [...files.keys()].filter(path => path.startsWith('jetstream/')),
    ).toEqual([]);
    const flux = objectsIn(files, 'clusters/minicloud/nats.yaml');
    expect(
      flux.map(({ metadata, spec }) => [metadata.name, spec.dependsOn]),
    ).toEqual([
      ['nats', undefined],
      ['nats-workers', [{ name: 'nats' }]],
    ]);
  });

  it('leave no identity for a controller that is not needed', async () => {
    const files = await generated({ ...portal, name: 'orders' });
    for (const path of ['release', 'certificates', 'network-policy']) {
      expect(files.get(`nats/${path}.yaml`)?.content).not.toMatch(/nack/);
    }
    const { users } = objectIn(files, 'nats/release.yaml', 'HelmRelease').spec
      .values.config.merge.accounts.APP;
    expect(users.map(({ user }: Loose) => user)).toEqual([
      'CN=orders-admin',
      'CN=orders-app',
      'CN=echo-workers',
    ]);
  });

  it('are still in the catalog and in the README, which says who makes them', async () => {
    const files = await generated(portal);
    const [broker] = objectsIn(files, 'catalog-info.yaml');
    expect(broker.metadata.annotations['nats.io/streams']).toBe('JOBS');
    expect(files.get('README.md')?.content).toContain(
      '| Streams and buckets are made by | the portal',
    );
    expect((await generated()).get('README.md')?.content).toContain(
      '| Streams and buckets are made by | Flux',
    );
  });

  it('leave a stream of the platform team to Flux', async () => {
    const skeleton = new Map(await theSkeleton());
    const content = skeleton.get('jetstream/streams.yaml')?.content ?? '';
    skeleton.set('jetstream/streams.yaml', {
      content: `${content}---\n${content
        .replace('name: jobs', 'name: audit')
        .replace('JOBS', 'AUDIT')}`,
    });
    const files = await generated(portal, skeleton);
    expect(
      objectsIn(files, 'jetstream/streams.yaml').map(o => o.spec.name),
    ).toEqual(['AUDIT']);
    expect(files.get('nats/certificates.yaml')?.content).toContain('nats-nack');
  });
});

describe('provisioning', () => {
  const provisioning = (changes: Parameters<typeof request>[0]) => {
    const { settings } = resolveSettings(request(changes), theDefaults());
    return [settings.provisioning, settings.origins.provisioning];
  };

  it('is the portal’s where the broker answers, and Flux’s where it does not', () => {
    expect(provisioning({})).toEqual(['flux', 'broker']);
    expect(provisioning({ brokerAnswers: false })).toEqual(['flux', 'broker']);
    expect(provisioning({ brokerAnswers: true })).toEqual(['portal', 'broker']);
  });

  it('is whose the form says, whatever the broker does', () => {
    expect(provisioning(portal)).toEqual(['portal', 'form']);
    expect(provisioning({ provisioning: 'flux', brokerAnswers: true })).toEqual(
      ['flux', 'form'],
    );
    expect(
      provisioning({ provisioning: 'automatic', brokerAnswers: true }),
    ).toEqual(['portal', 'broker']);
  });

  it('is nobody else’s', () => {
    const { findings } = resolveSettings(
      request({ provisioning: 'both' as 'flux' }),
      theDefaults(),
    );
    expect(findings).toContainEqual(
      expect.objectContaining({
        id: 'settings-provisioning',
        path: 'provisioning',
        severity: 'error',
      }),
    );
  });
});

describe('HTTPS on the monitoring port', () => {
  it('warns where KEDA cannot know the authority yet', () => {
    const defaults = theDefaults();
    const selfSigned = {
      ...defaults,
      platform: { ...defaults.platform, monitoringTls: true },
    };
    const ids = (cluster: string) =>
      resolveSettings(request({ cluster }), selfSigned).findings.map(
        ({ id }) => id,
      );
    expect(ids('bramble')).toContain('tls-keda-ca');
    expect(ids('minicloud')).not.toContain('tls-keda-ca');
  });

  it('is off for clusters that do not say that their KEDA trusts the issuer', () => {
    const { settings } = resolveSettings(
      request({ cluster: 'another' }),
      theDefaults(),
    );
    expect(settings.monitoringTls).toBe(false);
  });
});
