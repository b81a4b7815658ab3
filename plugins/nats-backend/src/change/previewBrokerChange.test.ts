import {
  createMockDirectory,
  mockCredentials,
  mockServices,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  createFluxSources,
  createRepositorySources,
  generate,
  resolveSettings,
} from '@nats-portal/plugin-nats-flux';
import { join, resolve } from 'node:path';
import {
  previewBrokerChange,
  readChangePreviewRequest,
} from './previewBrokerChange';
import { RepositoryCache } from './RepositoryCache';

const root = resolve(__dirname, '../../../..');

function broker(name: string, location: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name,
      namespace: 'default',
      annotations: { 'backstage.io/managed-by-location': location },
    },
    spec: { type: 'nats-broker', owner: 'group:default/team-a' },
  };
}

describe('the preview of a change', () => {
  const disk = createMockDirectory();
  const config = mockServices.rootConfig({
    data: {
      nats: {
        defaults: join(root, 'templates/defaults.yaml'),
        skeleton: join(root, 'skeleton'),
        repositories: { directory: disk.path },
      },
      integrations: { github: [{ host: 'github.com' }] },
    },
  });
  const urlReader = mockServices.urlReader.mock();
  const sources = createFluxSources({ config, urlReader });
  const at = (repository: string) =>
    `file:${disk.resolve(repository, 'catalog-info.yaml')}`;
  const catalog = catalogServiceMock({
    entities: [
      broker('local-nats', at('local-nats')),
      broker('gone', at('gone')),
      broker('foreign', 'file:/etc/catalog-info.yaml'),
      broker('made-up', 'bootstrap:bootstrap'),
      broker('elsewhere', 'url:https://git.example.com/a/b/x.yaml'),
    ],
  });

  beforeAll(async () => {
    const { settings } = resolveSettings(
      {
        cluster: 'local',
        owner: 'group:default/team-a',
        messaging: { streams: [{ name: 'JOBS', subjects: ['jobs.>'] }] },
      },
      await sources.readDefaults(),
    );
    const files = generate(settings, await sources.readSkeleton());
    disk.setContent(
      Object.fromEntries(
        [...files].map(([path, { content }]) => [
          `local-nats/${path}`,
          content,
        ]),
      ),
    );
  });

  function preview(body: object) {
    return previewBrokerChange(readChangePreviewRequest(body), {
      catalog,
      sources,
      repositories: new RepositoryCache(
        createRepositorySources({ config, urlReader }),
      ),
      credentials: mockCredentials.user(),
    });
  }

  const entityRef = 'resource:default/local-nats';

  it('shows the settings as they are, before anything is asked for', async () => {
    const shown = await preview({ entityRef });
    expect(shown).toMatchObject({
      repository: disk.resolve('local-nats'),
      changes: [],
      files: [],
      consequences: [],
      findings: [],
    });
    expect(shown.settings).toEqual(
      expect.arrayContaining([
        { name: 'memory', value: '256Mi' },
        { name: 'JOBS subjects', value: '["jobs.>"]' },
      ]),
    );
  });

  it('shows each value, line and consequence of a change', async () => {
    const shown = await preview({ entityRef, storageSize: '2Gi' });
    expect(shown.changes).toEqual([
      { name: 'storageSize', from: '1Gi', to: '2Gi' },
    ]);
    const release = shown.files.find(
      ({ path }) => path === 'nats/release.yaml',
    );
    expect(
      release?.lines.filter(
        ({ kind }) => kind === 'added' || kind === 'removed',
      ),
    ).toEqual([
      { kind: 'removed', text: '            size: 1Gi' },
      { kind: 'added', text: '            size: 2Gi' },
    ]);
    expect(shown.consequences).toMatchObject([
      { id: 'change-vct', severity: 'error', object: 'HelmRelease nats' },
    ]);
  });

  it('says what is wrong with a change, and shows no files', async () => {
    const shown = await preview({ entityRef, memory: 'much', servers: 2 });
    expect(shown.findings.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['memory', 'servers']),
    );
    expect(shown.files).toEqual([]);
  });

  it.each([
    ['nobody', 'NotFoundError', /No entity resource:default\/nobody/],
    ['gone', 'NotFoundError', /does not exist any more/],
    [
      'foreign',
      'InputError',
      /in no repository of nats.repositories.directory/,
    ],
    ['made-up', 'InputError', /a location of the type bootstrap/],
    ['elsewhere', 'InputError', /github, gitlab, gitea host/],
  ])('says plainly why %s has no repository', async (name, error, message) => {
    await expect(
      preview({ entityRef: `resource:default/${name}` }),
    ).rejects.toMatchObject({
      name: error,
      message: expect.stringMatching(message),
    });
  });

  it('refuses fields of the wrong type, all named', () => {
    expect(() =>
      readChangePreviewRequest({ servers: 'three', remove: 'JOBS' }),
    ).toThrow(/entityRef: .*servers: .*remove: /);
  });
});
