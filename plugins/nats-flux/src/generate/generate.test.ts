import { dirname } from 'node:path';
import { generated, objectsIn } from '../__testUtils__/generated';
import { theSkeleton } from '../__testUtils__/theRepository';
import { RepositoryFile, RepositoryFiles, Skeleton } from '../RepositoryFile';
import { GenerateRequest } from '../settings/GenerateRequest';
import { readYaml, writeYaml } from '../yaml/YamlFile';

const variants: [string, Partial<GenerateRequest>][] = [
  ['local', { cluster: 'local' }],
  ['minicloud', { cluster: 'minicloud' }],
  ['bramble', { cluster: 'bramble' }],
  [
    'one server of another name, without workers',
    {
      cluster: 'bramble',
      name: 'orders',
      servers: 1,
      messaging: {
        streams: [
          {
            name: 'AUDIT',
            subjects: ['audit.>'],
            maxAge: '7d',
            consumers: [{ durableName: 'archive', maxDeliver: 5 }],
          },
        ],
      },
    },
  ],
  [
    'a stream without consumers',
    {
      messaging: {
        streams: [{ name: 'A', subjects: ['a'], maxAge: '1h' }],
      },
    },
  ],
  ['no streams at all', { messaging: { streams: [] } }],
  [
    'monitoring pages for people',
    {
      cluster: 'minicloud',
      name: 'orders',
      monitoringHost: 'nats.example.org',
    },
  ],
  [
    'streams that the portal makes',
    { cluster: 'minicloud', name: 'orders', provisioning: 'portal' },
  ],
  [
    'five servers with many workers',
    {
      cluster: 'minicloud',
      name: 'events',
      servers: 5,
      messaging: {
        streams: ['A', 'B'].map(name => ({
          name,
          subjects: [`${name}.>`],
          maxAge: '1h',
          consumers: ['x', 'y'].map(durableName => ({
            durableName,
            filterSubject: `${name}.${durableName}`,
            maxDeliver: 3,
            worker: { image: `example.org/${durableName}:1` },
          })),
        })),
      },
    },
  ],
];

function yamlIn(files: Skeleton): string[] {
  return [...files.keys()].filter(path => path.endsWith('.yaml'));
}

function kustomizations(files: RepositoryFiles): string[] {
  return [...files.keys()].filter(path => path.endsWith('/kustomization.yaml'));
}

describe.each(variants)('a repository for %s', (_name, changes) => {
  let files: RepositoryFiles;

  beforeAll(async () => {
    files = await generated(changes);
  });

  it('is YAML without a repeated key in every file', () => {
    for (const path of yamlIn(files)) {
      expect(objectsIn(files, path).length).toBeGreaterThan(0);
    }
  });

  it('lists in every kustomization.yaml exactly the files beside it', () => {
    for (const path of kustomizations(files)) {
      const folder = dirname(path);
      const beside = [...files.keys()]
        .filter(other => dirname(other) === folder && other !== path)
        .map(other => other.slice(folder.length + 1));
      expect([...objectsIn(files, path)[0].resources].sort()).toEqual(
        beside.sort(),
      );
    }
  });

  it('has a Flux Kustomization for every folder, and none for others', () => {
    const flux = [...files.keys()].filter(path => path.startsWith('clusters/'));
    expect(
      flux
        .flatMap(path => objectsIn(files, path))
        .map(object => `${object.spec.path.slice(2)}/kustomization.yaml`)
        .sort(),
    ).toEqual(kustomizations(files).sort());
  });

  it('holds no reference to an object that is not there', () => {
    const objects = [...files.keys()]
      .filter(path => /^(nats|jetstream|workers)\/.*\.yaml$/.test(path))
      .flatMap(path => objectsIn(files, path));
    const secrets = objects
      .filter(object => object.kind === 'Certificate')
      .map(object => object.spec.secretName);
    const used = JSON.stringify(objects).matchAll(
      /"secretName":"([^"]*)"|"secret":\{"name":"([^"]*)"/g,
    );
    for (const [, a, b] of used) {
      expect(secrets).toContain(a ?? b);
    }
  });

  it('mentions no name of the skeleton that it does not have itself', () => {
    const text = yamlIn(files)
      .map(path => files.get(path)?.content)
      .join('\n')
      .replaceAll('type: nats-jetstream', '');
    const foreign = [
      ...(changes.cluster && changes.cluster !== 'local'
        ? [/local-nats|default\/local\b/]
        : []),
      ...(changes.name
        ? [
            /nats-(?:server|admin|app|sys|nack|ca(?!-cert)|headless|jetstream|workers)\b|nats\.nats/,
          ]
        : []),
      ...(changes.messaging ? [/JOBS|echo-workers/] : []),
    ];
    expect(foreign.filter(name => name.test(text))).toEqual([]);
  });

  it('is the same bytes the second time', async () => {
    expect([...(await generated(changes))]).toEqual([...files]);
  });
});

describe('the skeleton', () => {
  it('comes back as it is from being read and written', async () => {
    const skeleton = await theSkeleton();
    for (const path of yamlIn(skeleton)) {
      const content = skeleton.get(path)?.content ?? '';
      expect(writeYaml(readYaml(path, content))).toBe(content);
    }
  });

  it('is itself what the classic example for a broker of its size gives', async () => {
    const skeleton = await theSkeleton();
    const files = await generated({ cluster: 'minicloud' });
    for (const path of ['jetstream/streams.yaml', 'jetstream/consumers.yaml']) {
      expect(files.get(path)).toEqual(skeleton.get(path));
    }
  });
});

describe('what the platform team changes in the skeleton', () => {
  async function changed(
    changes: Record<string, (content: string) => string>,
  ): Promise<Map<string, RepositoryFile>> {
    const skeleton = new Map(await theSkeleton());
    for (const [path, change] of Object.entries(changes)) {
      skeleton.set(path, {
        content: change(skeleton.get(path)?.content ?? ''),
      });
    }
    return skeleton;
  }

  it('keeps its comments, keys and files', async () => {
    const skeleton = await changed({
      'nats/release.yaml': content =>
        content
          .replace('  values:', '  # ours\n  values:')
          .replace('replicas: 3', 'replicas: 3 # ours too')
          .replace('    natsBox:', '    extraResources: []\n    natsBox:'),
      'nats/kustomization.yaml': content => `${content}  - quota.yaml # ours\n`,
      'nats/quota.yaml': () => '# ours\nkind:   ResourceQuota\n',
      'docs/notes.md': () => 'ours {{ x }} ${y}\n',
      'workers/echo-workers.yaml': content =>
        content
          .replace('priority', 'x')
          .replace(
            'automountServiceAccountToken: false',
            'automountServiceAccountToken: false\n      priorityClassName: batch # ours',
          ),
    });
    const files = await generated({ name: 'orders', servers: 5 }, skeleton);
    const release = files.get('nats/release.yaml')?.content;
    expect(release).toContain('  # ours\n  values:');
    expect(release).toContain('replicas: 5 # ours too');
    expect(release).toContain('extraResources: []');
    expect(files.get('nats/quota.yaml')?.content).toBe(
      '# ours\nkind:   ResourceQuota\n',
    );
    expect(files.get('nats/kustomization.yaml')?.content).toContain(
      '  - quota.yaml # ours\n',
    );
    expect(files.get('docs/notes.md')?.content).toBe('ours {{ x }} ${y}\n');
    expect(files.get('workers/echo-workers.yaml')?.content).toContain(
      'priorityClassName: batch # ours',
    );
  });

  it('keeps a stream that every broker gets', async () => {
    const skeleton = await changed({
      'jetstream/streams.yaml': content =>
        `${content}---\n${content
          .replace('name: jobs', 'name: audit')
          .replace('JOBS', 'AUDIT')}`,
    });
    const files = await generated({ messaging: { streams: [] } }, skeleton);
    expect(
      objectsIn(files, 'jetstream/streams.yaml').map(o => o.spec.name),
    ).toEqual(['AUDIT']);
    expect(
      objectsIn(files, 'jetstream/kustomization.yaml')[0].resources,
    ).toEqual(['account.yaml', 'streams.yaml']);
  });

  it('keeps a Flux Kustomization of another source, and one of plain files', async () => {
    const flux = (name: string, source: string, path: string) =>
      `---\nkind: Kustomization\nmetadata: { name: ${name} }\nspec: { path: ${path}, sourceRef: { kind: GitRepository, name: ${source} }, dependsOn: [{ name: nats-workers }] }\n`;
    const skeleton = await changed({
      'clusters/local/nats.yaml': content =>
        content +
        flux('quotas', 'platform', './quotas') +
        flux('plain', 'nats', './plain'),
      'plain/a.yaml': () => 'kind: ConfigMap\n',
    });
    const files = await generated(
      { name: 'orders', messaging: { streams: [] } },
      skeleton,
    );
    expect(
      objectsIn(files, 'clusters/local/nats.yaml').map(({ metadata, spec }) => [
        metadata.name,
        spec.sourceRef.name,
        spec.dependsOn,
      ]),
    ).toEqual([
      ['orders', 'orders', undefined],
      // What waited for the workers waits for what those would have waited for.
      ['quotas', 'platform', [{ name: 'orders' }]],
      ['plain', 'orders', [{ name: 'orders' }]],
    ]);
  });

  it('may call the broker and the example otherwise', async () => {
    const rename = (content: string) =>
      content
        .replaceAll('nats-', 'mq-')
        .replaceAll('echo-workers', 'mq-example')
        .replace('fullnameOverride: nats', 'fullnameOverride: mq')
        .replace('releaseName: nats', 'releaseName: mq')
        .replaceAll('mq-box', 'nats-box')
        .replaceAll('mq-io', 'nats-io')
        .replaceAll('mq-jetstream', 'nats-jetstream');
    const skeleton = await changed({
      'nats/release.yaml': rename,
      'nats/certificates.yaml': rename,
      'workers/echo-workers.yaml': rename,
      'workers/kustomization.yaml': rename,
    });
    const files = await generated({ name: 'orders' }, skeleton);
    const release = objectsIn(files, 'nats/release.yaml')[0];
    expect(release.spec.releaseName).toBe('orders');
    expect(
      release.spec.values.config.merge.accounts.APP.users.map(
        (user: { user: string }) => user.user,
      ),
    ).toEqual([
      'CN=orders-admin',
      'CN=orders-app',
      'CN=orders-nack',
      'CN=echo-workers',
    ]);
  });

  it.each([
    [
      'nats/release.yaml',
      () => 'kind: Other\n',
      'nats/release.yaml has no HelmRelease',
    ],
    ['nats/release.yaml', () => 'a: [\n', /nats\/release.yaml:2:1: /],
    [
      'nats/release.yaml',
      (content: string) =>
        content.replace('    config:', '    config: 3\n    x:'),
      'something else than a map of keys at spec.values.config',
    ],
    [
      'nats/release.yaml',
      (content: string) => content.replace('CN=echo-workers', 'CN=other'),
      'has no user for the worker',
    ],
    ['jetstream/streams.yaml', () => 'kind: Other\n', 'has no Stream'],
    [
      'catalog-info.yaml',
      () => 'kind: Resource\n',
      'has no Resource of the type nats-broker',
    ],
    [
      'clusters/other/x.yaml',
      () => 'kind: Other\n',
      'exactly one folder below clusters/',
    ],
  ])('is told what is wrong with %s', async (path, change, message) => {
    await expect(
      generated({}, await changed({ [path]: change })),
    ).rejects.toThrow(message);
  });
});
