import { generated } from '../__testUtils__/generated';
import { bucketMessaging, classicMessaging } from '../__testUtils__/requests';
import { theDefaults, theSkeleton } from '../__testUtils__/theRepository';
import { RepositoryFile, RepositoryFiles, Skeleton } from '../RepositoryFile';
import { changeRepository } from './changeRepository';
import { describeChange } from './describeChange';
import { RepositoryChanges } from './RepositoryChanges';

const KEY_VALUES = 'jetstream/key-values.yaml';
const OBJECT_STORES = 'jetstream/object-stores.yaml';
const LIST = 'jetstream/kustomization.yaml';
const FLUX = 'clusters/local/nats.yaml';

let skeleton: Skeleton;
/** Without a bucket. */
let plain: RepositoryFiles;
let repository: RepositoryFiles;

beforeAll(async () => {
  skeleton = await theSkeleton();
  plain = await generated();
  repository = await generated({
    messaging: { ...classicMessaging, ...bucketMessaging },
  });
});

function change(
  changes: RepositoryChanges,
  files: ReadonlyMap<string, RepositoryFile> = repository,
) {
  return changeRepository(files, changes, {
    defaults: theDefaults(),
    skeleton,
  });
}

const errorsOf = ({ findings }: ReturnType<typeof change>) =>
  findings.filter(({ severity }) => severity === 'error');

/** The paths of the files that are different. */
function changedPaths(
  before: ReadonlyMap<string, RepositoryFile>,
  after: ReadonlyMap<string, RepositoryFile>,
): string[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter(path => before.get(path)?.content !== after.get(path)?.content)
    .sort();
}

describe('a change of buckets', () => {
  it('changes the fields that are given, and no other line', () => {
    const { files, findings } = change({
      keyValues: [
        { bucket: 'Shop_Settings', history: 9, limitMarkerTtl: '2m' },
      ],
      objectStores: [{ bucket: 'Invoices', maxBytes: 30_000_000 }],
    });
    expect(findings).toEqual([]);
    expect(changedPaths(repository, files)).toEqual([
      KEY_VALUES,
      OBJECT_STORES,
    ]);
    const text = (path: string) => repository.get(path)?.content;
    expect(files.get(KEY_VALUES)?.content).toBe(
      text(KEY_VALUES)
        ?.replace('history: 5', 'history: 9')
        .replace('limitMarkerTtl: 60000000000', 'limitMarkerTtl: 120000000000'),
    );
    expect(files.get(OBJECT_STORES)?.content).toBe(
      text(OBJECT_STORES)?.replace('maxBytes: 20000000', 'maxBytes: 30000000'),
    );
  });

  it('takes sizes and days as people write them', () => {
    const changed = change({
      keyValues: [{ bucket: 'sessions', ttl: '2d', maxBytes: '1Mi' }],
      streams: [{ name: 'JOBS', maxAge: '3d' }],
    });
    expect(errorsOf(changed)).toEqual([]);
    expect(changed.files.get(KEY_VALUES)?.content).toContain('ttl: 48h');
    expect(changed.files.get(KEY_VALUES)?.content).toContain(
      'maxBytes: 1048576',
    );
  });

  it('brings the first bucket with its file, its place in the list and its health check', () => {
    const { files, findings } = change(
      { keyValues: [{ bucket: 'sessions', ttl: '1h' }] },
      plain,
    );
    expect(findings).toEqual([]);
    expect(changedPaths(plain, files)).toEqual([
      'README.md',
      FLUX,
      KEY_VALUES,
      LIST,
      // Publishers may use it, and no other.
      'nats/release.yaml',
    ]);
    expect(files.get(LIST)?.content).toBe(
      `${plain.get(LIST)?.content}  - key-values.yaml\n`,
    );
    expect(files.get(FLUX)?.content).toContain('kind: KeyValue');
    expect(files.get(FLUX)?.content).not.toContain('kind: ObjectStore');
    expect(files.get(KEY_VALUES)?.content).toContain('preventDelete: true');
  });

  it('brings buckets to a repository that had nothing in JetStream', async () => {
    const empty = await generated({ messaging: { streams: [] } });
    const changed = change(
      { objectStores: [{ bucket: 'files', ttl: '1h' }] },
      empty,
    );
    expect(errorsOf(changed)).toEqual([]);
    expect([...changed.files.keys()]).toEqual(
      expect.arrayContaining([LIST, OBJECT_STORES, 'jetstream/account.yaml']),
    );
  });

  it('adds a bucket after those that are there', () => {
    const { files, findings } = change({
      keyValues: [{ bucket: 'carts', ttl: '1h' }],
    });
    expect(findings).toEqual([]);
    const before = repository.get(KEY_VALUES)?.content ?? '';
    const after = files.get(KEY_VALUES)?.content ?? '';
    expect(after.startsWith(before)).toBe(true);
    expect(after.slice(before.length)).toContain('bucket: carts');
  });

  it('keeps what was edited by hand byte for byte, whatever else changes', () => {
    const before = repository.get(KEY_VALUES)?.content ?? '';
    const edited = before
      .replace('history: 5', 'history:   5   # agreed with the shop')
      .replace("'settings.>'", '"settings.>"')
      .replace('---\n', '---\n# The shop’s own.\n\n')
      .replace(/\n/g, '\r\n');
    const files = new Map([...repository, [KEY_VALUES, { content: edited }]]);
    const changed = change(
      { keyValues: [{ bucket: 'Shop_Settings', ttl: '240h' }] },
      files,
    );
    expect(changed.findings).toEqual([]);
    expect(changed.files.get(KEY_VALUES)?.content).toBe(
      edited.replace('ttl: 168h', 'ttl: 240h'),
    );
    expect(change({ cpu: '1' }, files).files.get(KEY_VALUES)?.content).toBe(
      edited,
    );
  });

  it('finds a bucket by its name on the server, in whatever file and object', () => {
    const files = new Map(repository);
    const moved = (files.get(KEY_VALUES)?.content ?? '').replace(
      'name: shop-settings',
      'name: the-shop',
    );
    files.set('jetstream/shop.yaml', { content: moved });
    files.delete(KEY_VALUES);
    files.set(LIST, {
      content: (files.get(LIST)?.content ?? '').replace('key-values', 'shop'),
    });
    const changed = change(
      { keyValues: [{ bucket: 'Shop_Settings', history: 6 }] },
      files,
    );
    expect(changed.findings).toEqual([]);
    expect(changed.files.get('jetstream/shop.yaml')?.content).toBe(
      moved.replace('history: 5', 'history: 6'),
    );
    expect(changedPaths(files, changed.files)).toEqual(['jetstream/shop.yaml']);
  });

  it('takes for the present value what somebody set by hand', () => {
    const files = new Map(repository);
    files.set(KEY_VALUES, {
      content: (files.get(KEY_VALUES)?.content ?? '')
        .replace('limitMarkerTtl: 60000000000', 'limitMarkerTtl: 90000000000')
        .replace('history: 5', 'history: 7'),
    });
    const { after } = change({ cpu: '1' }, files);
    expect(after?.messaging.keyValues[0]).toMatchObject({
      limitMarkerTtl: '1m30s',
      history: 7,
    });
  });

  it('takes a bucket away, and says that its values stay on the server', () => {
    const changed = change({
      remove: ['KV_sessions', 'OBJ_Invoices', 'OBJ_files'],
    });
    expect(errorsOf(changed)).toEqual([]);
    const { files } = changed;
    expect(files.get(KEY_VALUES)?.content).not.toContain('sessions');
    expect(files.has(OBJECT_STORES)).toBe(false);
    expect(files.get(LIST)?.content).not.toContain('object-stores.yaml');
    expect(files.get(FLUX)?.content).not.toContain('kind: ObjectStore');
    expect(
      changed.consequences.map(({ id, object }) => `${id} ${object}`),
    ).toEqual([
      'change-stream-deleted KeyValue sessions',
      'change-stream-deleted ObjectStore Invoices',
      'change-stream-deleted ObjectStore files',
      // Publishers lose what they were allowed of them.
      'change-pods-roll HelmRelease nats',
    ]);
  });

  it('says all that is wrong with it, and changes nothing', () => {
    const changed = change({
      keyValues: [
        { bucket: 'Shop_Settings', history: 65 },
        { bucket: 'Shop_Settings', history: 3 },
        { history: 3 },
      ],
      objectStores: { bucket: 'files' },
      remove: ['sessions', 'KV_Invoices'],
    });
    expect(changed.files).toEqual(repository);
    expect(changed.findings.map(({ id, path }) => `${id} ${path}`)).toEqual([
      'change-unknown remove[0]',
      'change-unknown remove[1]',
      'change-twice keyValues[1].bucket',
      'change-shape keyValues[2].bucket',
      'change-shape objectStores',
      'js-kv-history messaging.keyValues[0].history',
    ]);
    expect(changed.findings[0].message).toContain(
      'JOBS/echo-workers, KV_Shop_Settings, KV_sessions, OBJ_Invoices, OBJ_files',
    );
  });

  it('refuses buckets that the portal makes', async () => {
    const own = await generated({ provisioning: 'portal' });
    expect(
      change({ objectStores: [{ bucket: 'a', ttl: '1h' }] }, own).findings,
    ).toMatchObject([{ id: 'change-provisioning', path: 'objectStores' }]);
    expect(change({ remove: ['KV_a'] }, own).findings).toMatchObject([
      { id: 'change-provisioning', path: 'remove' },
    ]);
  });

  it('changes nothing a second time', () => {
    const changes = {
      keyValues: [{ bucket: 'carts', ttl: '1d', history: 2 }],
      objectStores: [{ bucket: 'files', ttl: '1d' }],
    };
    const once = change(changes);
    expect(errorsOf(once)).toEqual([]);
    const twice = change(changes, once.files);
    expect([twice.files, twice.findings, twice.consequences]).toEqual([
      once.files,
      [],
      [],
    ]);
  });

  it('is described setting by setting', () => {
    const { title, description } = describeChange(
      change({ keyValues: [{ bucket: 'Shop_Settings', history: 9 }] }),
    );
    expect(title).toBe('Change KV_Shop_Settings history of nats on local');
    expect(description).toContain('`KV_Shop_Settings history`: `5` → `9`');
  });
});
