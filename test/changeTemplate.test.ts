import { TestBackend } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { DryRun, dryRunTemplate, readTemplate } from './dryRunTemplate';
import { goldenFiles } from './generated/goldenRepositories';
import { startScaffolder } from './startScaffolder';

jest.setTimeout(60_000);

const root = resolve(__dirname, '..');

describe('the template nats-broker-change, dry run', () => {
  const directory = mkdtempSync(join(tmpdir(), 'nats-change-'));
  const repository = join(directory, 'local-nats');
  const broker: Entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name: 'local-nats',
      namespace: 'default',
      annotations: {
        'backstage.io/managed-by-location': `file:${repository}/catalog-info.yaml`,
      },
    },
    spec: { type: 'nats-broker', owner: 'group:default/platform' },
  };
  let backend: TestBackend;

  const git = (...args: string[]) =>
    execFileSync(
      'git',
      [
        ...['-C', repository, '-c', 'user.name=Ann'],
        ...['-c', 'user.email=ann@example.com', ...args],
      ],
      { encoding: 'utf8' },
    );

  beforeAll(async () => {
    for (const [path, text] of goldenFiles('local')) {
      mkdirSync(dirname(join(repository, path)), { recursive: true });
      writeFileSync(join(repository, path), text);
    }
    git('init', '--quiet');
    git('add', '.');
    git('commit', '--quiet', '--message', 'Initial commit');
    backend = await startScaffolder({
      entities: [broker],
      nats: {
        defaults: join(root, 'templates/defaults.yaml'),
        skeleton: join(root, 'skeleton'),
        repositories: { directory },
      },
    });
  });

  afterAll(async () => {
    await backend?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  const dryRun = (values: Record<string, unknown>): Promise<DryRun> =>
    dryRunTemplate(backend, readTemplate('nats-broker-change'), {
      broker: 'resource:default/local-nats',
      ...values,
    });

  const textOf = ({ output }: DryRun) =>
    (output.text as { content: string }[]).map(each => each.content).join('\n');

  it('changes the broker and says how that is made safely, and touches no repository', async () => {
    const run = await dryRun({ memory: '512Mi', storageSize: '2Gi' });
    expect(run.error).toBe('');
    expect(run.status).toBe(200);
    const release = parse(run.files.get('change/nats/release.yaml') ?? '');
    const { container, config } = release.spec.values;
    expect(container.merge.resources.limits.memory).toBe('512Mi');
    expect(container.env.GOMEMLIMIT).toBe('409MiB');
    expect(config.jetstream.fileStore.pvc.size).toBe('2Gi');
    expect(textOf(run)).toContain('delete statefulset nats --cascade=orphan');
    // Files that stay as they are do not travel.
    expect(
      [...run.files.keys()].filter(path => path.startsWith('change/')).sort(),
    ).toEqual(['change/README.md', 'change/nats/release.yaml']);
  });

  it('adds a stream with its worker, its user and what publishers may send', async () => {
    const run = await dryRun({
      streams: [
        {
          name: 'MAIL',
          subjects: ['mail.>'],
          maxBytes: 268435456,
          consumers: [{ durableName: 'mail', worker: { enabled: true } }],
        },
        { name: 'JOBS', maxBytes: '-1' },
      ],
    });
    expect(run.error).toBe('');
    const sizes = parseAllDocuments(
      run.files.get('change/jetstream/streams.yaml') ?? '',
    )
      .map(document => document.toJS().spec)
      .map(({ name, maxBytes }) => [name, maxBytes]);
    expect(Object.fromEntries(sizes)).toEqual({ JOBS: -1, MAIL: 268435456 });
    expect([...run.files.keys()]).toEqual(
      expect.arrayContaining([
        'change/workers/mail.yaml',
        'change/jetstream/streams.yaml',
      ]),
    );
    const release = parse(run.files.get('change/nats/release.yaml') ?? '');
    const users: {
      user: string;
      permissions: { publish: string[]; subscribe: string[] };
    }[] = release.spec.values.config.merge.accounts.APP.users;
    const permissions = (name: string) =>
      users.find(({ user }) => user === `CN=${name}`)?.permissions;
    expect(permissions('nats-app')?.publish).toEqual([
      '$JS.API.INFO',
      'jobs.>',
      'mail.>',
    ]);
    expect(permissions('mail')).toMatchObject({
      publish: expect.arrayContaining(['$JS.API.CONSUMER.MSG.NEXT.MAIL.mail']),
      subscribe: ['_INBOX_mail.>'],
    });
  });

  it('adds an account with its share, its publisher and its streams', async () => {
    const run = await dryRun({
      accounts: [
        { name: 'BILLING', maxFileStore: '100Mi', publishers: ['till'] },
      ],
      streams: [
        {
          name: 'BILLS',
          account: 'BILLING',
          subjects: ['bills.>'],
          maxAge: '30d',
        },
      ],
    });
    expect(run.error).toBe('');
    const release = parse(run.files.get('change/nats/release.yaml') ?? '');
    const { APP, BILLING } = release.spec.values.config.merge.accounts;
    expect(APP.users.length).toBeGreaterThan(0);
    expect(BILLING.jetstream).toEqual({ max_file: '<< 100Mi >>' });
    expect(BILLING.users).toEqual(
      expect.arrayContaining([expect.objectContaining({ user: 'CN=till' })]),
    );
    expect(run.files.get('change/jetstream/streams.yaml')).toMatch(
      /name: BILLS/,
    );
  });

  it('proposes nothing where the repository says all of it', async () => {
    const run = await dryRun({ memory: '256Mi' });
    expect(run.error).toBe('');
    expect(textOf(run)).toContain('says all of it already');
    expect([...run.files.keys()].filter(p => p.startsWith('change/'))).toEqual(
      [],
    );
  });

  it('names every mistake at once, and changes nothing', async () => {
    const run = await dryRun({
      memory: 'a lot',
      storageSize: '1.5Gi',
      streams: [{ name: 'A B', subjects: ['a'] }],
      remove: ['NONE'],
    });
    for (const place of ['memory', 'storageSize', 'streams', 'remove']) {
      expect(`${run.error}\n${run.log}`).toContain(place);
    }
    expect([...run.files.keys()].filter(p => p.startsWith('change/'))).toEqual(
      [],
    );
  });

  it('left the repository as it was, whatever was asked for', () => {
    expect(git('rev-list', '--count', 'HEAD').trim()).toBe('1');
    expect(git('status', '--porcelain')).toBe('');
  });

  it('knows all fields that the form has', () => {
    const text = readFileSync(
      join(root, 'templates/nats-broker-change/template.yaml'),
      'utf8',
    );
    const { spec } = parse(text);
    const fields = spec.parameters.flatMap(
      ({ properties }: { properties: Record<string, { type: string }> }) =>
        Object.keys(properties),
    );
    const shown = /^(brokerNow|messagingNow|preview)$/;
    const unused = fields.filter(
      (field: string) =>
        !shown.test(field) && !text.includes(`parameters.${field}`),
    );
    expect(unused).toEqual([]);
  });
});
