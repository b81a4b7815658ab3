import { generated } from '../__testUtils__/generated';
import { theDefaults, theSkeleton } from '../__testUtils__/theRepository';
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
      { id: 'change-unapplied', file: RELEASE, path: 'memory' },
      { id: 'change-unapplied', file: RELEASE, path: 'cpu' },
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
});
