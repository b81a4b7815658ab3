import { generated } from '../__testUtils__/generated';
import { theDefaults, theSkeleton } from '../__testUtils__/theRepository';
import { compareRepositories } from '../compare/compareRepositories';
import { lintRepository } from '../lint/lintRepository';
import { RepositoryFile, RepositoryFiles, Skeleton } from '../RepositoryFile';
import { changeRepository } from './changeRepository';
import { RepositoryChanges } from './RepositoryChanges';

const RELEASE = 'nats/release.yaml';

let skeleton: Skeleton;
let repository: RepositoryFiles;

beforeAll(async () => {
  skeleton = await theSkeleton();
  repository = await generated();
});

/** The repository with one file edited by hand. */
function edited(
  path: string,
  edit: (text: string) => string,
  files: ReadonlyMap<string, RepositoryFile> = repository,
): RepositoryFiles {
  const content = files.get(path)?.content ?? '';
  expect(edit(content)).not.toBe(content);
  return new Map([...files, [path, { content: edit(content) }]]);
}

function change(
  changes: RepositoryChanges,
  files: ReadonlyMap<string, RepositoryFile> = repository,
) {
  return changeRepository(files, changes, {
    defaults: theDefaults(),
    skeleton,
  });
}

/** Lines that are different, of files whose lines stay as many. */
function changedLines(
  before: ReadonlyMap<string, RepositoryFile>,
  after: ReadonlyMap<string, RepositoryFile>,
): string[] {
  return [...after].flatMap(([path, { content }]) => {
    const old = before.get(path)?.content.split('\n') ?? [];
    return content
      .split('\n')
      .flatMap((line, i) =>
        line === old[i] ? [] : [`${path}: ${line.trim()}`],
      );
  });
}

describe('changeRepository', () => {
  it('changes what follows from a setting, and no other line', () => {
    const { files, findings } = change({ memory: '512Mi' });
    expect(findings).toEqual([]);
    expect(changedLines(repository, files)).toEqual([
      'README.md: | Each server | 250m CPU, 512Mi memory |',
      `${RELEASE}: GOMEMLIMIT: 409MiB`,
      `${RELEASE}: memory: 512Mi`,
      `${RELEASE}: memory: 512Mi`,
    ]);
  });

  it('says what growing the storage needs', () => {
    const { consequences } = change({ storageSize: '2Gi' });
    expect(consequences).toMatchObject([
      { id: 'change-vct', severity: 'error', outcome: 'rejected' },
    ]);
    expect(JSON.stringify(consequences[0].procedure)).toContain(
      'cascade=orphan',
    );
  });

  describe('of a repository that does not say on the broker what it declares', () => {
    const MARK =
      /(?:\n {2}# Tells [^\n]*)?\n {2}metadata:\n {4}nats\.io\/declared-in[^\n]*/g;
    const earlier = () =>
      ['streams', 'consumers'].reduce(
        (files, name) =>
          edited(
            `jetstream/${name}.yaml`,
            text => text.replace(MARK, ''),
            files,
          ),
        repository,
      );

    it('leaves what is there as it is, and has what comes say so', () => {
      const before = earlier();
      const { files, findings } = change(
        {
          memory: '512Mi',
          streams: [
            { name: 'JOBS', maxAge: '2h' },
            { name: 'NEW', subjects: ['new'], maxAge: '1h' },
          ],
        },
        before,
      );
      expect(findings).toEqual([]);
      const [jobs, added] =
        files.get('jetstream/streams.yaml')?.content.split('---\n') ?? [];
      expect(jobs).toBe(
        before
          .get('jetstream/streams.yaml')
          ?.content.replace('maxAge: 24h', 'maxAge: 2h'),
      );
      expect(added).toContain(
        'nats.io/declared-in: resource:default/local-nats',
      );
      expect(files.get('jetstream/consumers.yaml')).toEqual(
        before.get('jetstream/consumers.yaml'),
      );
    });

    it('takes metadata that somebody asks for', () => {
      const { files, findings } = change(
        { streams: [{ name: 'JOBS', metadata: { tier: 'gold' } }] },
        earlier(),
      );
      expect(findings).toEqual([]);
      const { content } = files.get('jetstream/streams.yaml') ?? {};
      expect(content).toContain('  metadata:\n    tier: gold\n');
      expect(content).not.toContain('declared-in');
    });

    it('has no mistake, and saying so harms nothing', () => {
      expect(
        lintRepository(earlier()).filter(
          ({ severity }) => severity === 'error',
        ),
      ).toEqual([]);
      expect(
        compareRepositories(earlier(), repository).map(
          ({ id, severity, outcome }) => ({ id, severity, outcome }),
        ),
      ).toEqual([]);
    });
  });

  it('keeps saying where an asset is declared when its metadata changes', () => {
    const { files, findings } = change({
      streams: [{ name: 'JOBS', metadata: { tier: 'gold' } }],
    });
    expect(findings).toEqual([]);
    expect(files.get('jetstream/streams.yaml')?.content).toMatch(
      /metadata:\n(?: {4}(?:tier: gold|nats\.io\/declared-in: resource:default\/local-nats)\n){2} {2}account/,
    );
  });

  it('changes nothing where all of it is so already', () => {
    const { files, findings, consequences } = change({ memory: '256Mi' });
    expect([files, findings, consequences]).toEqual([repository, [], []]);
  });

  it('keeps comments, quotes and empty lines byte for byte', () => {
    const files = edited(RELEASE, text =>
      text
        .replace('size: 1Gi', 'size: "1Gi"   # agreed with storage')
        .replace('    config:\n', '    # ours\n\n    config:\n')
        .replace(/\n/g, '\r\n'),
    );
    const changed = change({ storageSize: '2Gi' }, files);
    expect(changed.findings).toEqual([]);
    expect(changed.files.get(RELEASE)?.content).toBe(
      files.get(RELEASE)?.content.replace('"1Gi"', '"2Gi"'),
    );
  });

  it('takes for the present value what somebody set by hand', () => {
    const files = edited(RELEASE, text => text.replaceAll('256Mi', '300Mi'));
    const { before, after } = change({ cpu: '1' }, files);
    expect([before?.memory, after?.memory]).toEqual(['300Mi', '300Mi']);
  });

  it("keeps somebody's own value where the change would have another, and says so", () => {
    const files = edited(RELEASE, text =>
      text.replace('GOMEMLIMIT: 204MiB', 'GOMEMLIMIT: 150MiB'),
    );
    const changed = change({ memory: '512Mi' }, files);
    expect(changed.files.get(RELEASE)?.content).toContain('GOMEMLIMIT: 150MiB');
    expect(changed.findings).toMatchObject([
      {
        id: 'change-left',
        severity: 'warning',
        file: RELEASE,
        path: 'spec.values.container.env.GOMEMLIMIT',
      },
      // Lint sees whether it still fits.
      { id: 'values-gomemlimit-ratio', severity: 'warning' },
    ]);
  });

  it('refuses where the setting itself is not where it was, and changes nothing', () => {
    const files = edited(RELEASE, text =>
      text.replace(/ {8}resources:\n(?: {10}.*\n)+/, ''),
    );
    const changed = change({ memory: '512Mi', cpu: '1' }, files);
    expect(changed.files).toEqual(files);
    expect(
      changed.findings.filter(({ severity }) => severity === 'error'),
    ).toMatchObject([
      { id: 'change-unapplied', path: 'cpu' },
      { id: 'change-unapplied', path: 'memory' },
    ]);
  });

  it('refuses a value that stands in several places at once', () => {
    const files = edited(RELEASE, text =>
      text
        .replace('size: 1Gi', 'size: &size 1Gi')
        .replace('interval: 1h', 'interval: 1h # '),
    );
    expect(change({ storageSize: '2Gi' }, files).findings).toMatchObject([
      {
        id: 'change-shared',
        severity: 'error',
        file: RELEASE,
        path: 'spec.values.config.jetstream.fileStore.pvc.size',
      },
      { id: 'change-unapplied' },
    ]);
  });

  it('reports a repository that is none, with every file that cannot be read', () => {
    const files = new Map([
      ['a.yaml', { content: 'a: [' }],
      ['README.md', { content: 'Something else' }],
    ]);
    expect(change({ memory: '1Gi' }, files).findings).toMatchObject([
      { severity: 'error', file: 'a.yaml' },
      {
        severity: 'error',
        message: 'the repository has no Helm release of the chart nats',
      },
    ]);
  });

  it('reports mistakes of the change, and none that was there before', () => {
    const files = edited('catalog-info.yaml', text =>
      text.replaceAll('group:default/platform', 'nobody at all'),
    );
    expect(
      change({ memory: 'much', servers: 2 }, files).findings,
    ).toMatchObject([
      { path: 'servers' },
      { path: 'memory' },
      { path: 'messaging.streams[0].replicas' },
    ]);
  });

  it('changes fields of streams, consumers and workers, and leaves the others', () => {
    const { files, findings } = change({
      streams: [
        {
          name: 'JOBS',
          maxAge: '48h',
          consumers: [
            {
              durableName: 'echo-workers',
              maxDeliver: 5,
              worker: { maxReplicaCount: 9 },
            },
          ],
        },
      ],
    });
    expect(findings).toEqual([]);
    expect(changedLines(repository, files)).toEqual([
      "catalog-info.yaml: nats.io/scaling: 'JOBS/echo-workers minReplicaCount=0 maxReplicaCount=9 lagThreshold=10 activationLagThreshold=0'",
      'jetstream/consumers.yaml: maxDeliver: 5',
      'jetstream/streams.yaml: maxAge: 48h',
      'workers/echo-workers.yaml: maxReplicaCount: 9',
    ]);
  });

  it('brings a stream with a consumer and its worker, with the values of the repository', async () => {
    const own = await generated({ cluster: 'minicloud' });
    const { files, findings } = change(
      {
        streams: [
          {
            name: 'ORDERS',
            subjects: ['orders.>'],
            retention: 'workqueue',
            maxAge: '24h',
            consumers: [
              {
                durableName: 'billing',
                maxDeliver: 5,
                worker: { enabled: true },
              },
            ],
          },
        ],
      },
      own,
    );
    // KEDA in that cluster trusts the issuer, which no file of the repository can say.
    expect(findings.map(({ id }) => id)).toEqual(['tls-keda-ca']);
    expect(files.get('workers/billing.yaml')?.content).toContain(
      'name: minicloud-ca',
    );
    expect(files.get('workers/kustomization.yaml')?.content).toContain(
      '- billing.yaml',
    );
    expect(files.get(RELEASE)?.content).toContain('user: CN=billing');
  });

  it('takes a stream away with all that was for it, and says what somebody edited in it', () => {
    const files = edited('workers/echo-workers.yaml', text =>
      text.replace(
        'minReplicaCount: 0',
        'minReplicaCount: 0 # nights are quiet',
      ),
    );
    const changed = change({ remove: ['JOBS'] }, files);
    expect(changed.files.has('workers/echo-workers.yaml')).toBe(false);
    expect(changed.files.has('jetstream/streams.yaml')).toBe(false);
    expect(changed.findings).toMatchObject([
      { id: 'change-drops', file: 'workers/echo-workers.yaml' },
    ]);
  });

  it('refuses to change streams that the portal makes, and changes the broker', async () => {
    const own = await generated({ provisioning: 'portal' });
    expect(
      change({ streams: [{ name: 'JOBS', maxAge: '1h' }] }, own).findings,
    ).toMatchObject([{ id: 'change-provisioning', path: 'streams' }]);
    const { files, findings } = change({ cpu: '1' }, own);
    expect(findings).toEqual([]);
    expect(changedLines(own, files)).toContain(`${RELEASE}: cpu: '1'`);
  });

  it('changes a broker in the folder of a fleet repository', async () => {
    const own = await generated({ layout: 'fleet' });
    const { files, findings } = change({ memory: '512Mi' }, own);
    expect(findings).toEqual([]);
    expect(
      changedLines(own, files).every(line =>
        line.startsWith('clusters/local/nats/'),
      ),
    ).toBe(true);
    expect(changedLines(own, files)).toHaveLength(4);
  });

  it('finds an object in whatever file somebody moved it to', () => {
    const path = 'jetstream/streams.yaml';
    const files = new Map(repository);
    files.set('jetstream/jobs.yaml', files.get(path) ?? { content: '' });
    files.delete(path);
    const list = 'jetstream/kustomization.yaml';
    files.set(list, {
      content: (files.get(list)?.content ?? '').replace('streams', 'jobs'),
    });
    const changed = change(
      { streams: [{ name: 'JOBS', maxAge: '48h' }] },
      files,
    );
    expect(changed.findings).toEqual([]);
    expect(changed.files.get('jetstream/jobs.yaml')?.content).toContain(
      'maxAge: 48h',
    );
  });

  it('changes nothing a second time', () => {
    const changes = {
      memory: '512Mi',
      servers: 5,
      remove: ['JOBS/echo-workers'],
    };
    const once = change(changes);
    expect(
      once.findings.filter(({ severity }) => severity === 'error'),
    ).toEqual([]);
    const { memory, servers } = changes;
    const twice = change({ memory, servers }, once.files);
    expect([...twice.files]).toEqual([...once.files]);
  });
});
