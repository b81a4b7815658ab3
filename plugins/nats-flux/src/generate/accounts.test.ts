import {
  generated,
  Loose,
  objectIn,
  objectsIn,
} from '../__testUtils__/generated';
import { twoAccounts } from '../__testUtils__/requests';
import { changeRepository } from '../change/changeRepository';
import { readRequest } from '../change/read/readRequest';
import { lintRepository } from '../lint/lintRepository';
import { theDefaults, theSkeleton } from '../__testUtils__/theRepository';
import { RepositoryFiles } from '../RepositoryFile';

const release = (files: RepositoryFiles): Loose =>
  objectIn(files, 'nats/release.yaml', 'HelmRelease').spec.values;

const accountsIn = (files: RepositoryFiles): Loose =>
  release(files).config.merge.accounts;

const usersOf = (account: Loose): string[] =>
  account.users.map(({ user }: Loose) => user);

describe('a repository of two accounts', () => {
  let files: RepositoryFiles;

  beforeAll(async () => {
    files = await generated(twoAccounts);
  });

  it('has users of each, and nobody in both', () => {
    const { APP, BILLING } = accountsIn(files);
    expect(usersOf(APP)).toEqual([
      'CN=nats-admin',
      'CN=nats-app',
      'CN=nats-nack',
      'CN=echo-workers',
    ]);
    expect(usersOf(BILLING)).toEqual([
      'CN=nats-billing-admin',
      'CN=nats-billing-app',
      'CN=till',
      'CN=nats-billing-nack',
      'CN=billing-echo-workers',
    ]);
  });

  it('lets each publisher send what its account stores', () => {
    const { APP, BILLING } = accountsIn(files);
    const subjects = (account: Loose, name: string) =>
      account.users.find(({ user }: Loose) => user === `CN=${name}`).permissions
        .publish;
    expect(subjects(APP, 'nats-app')).not.toContain('$KV.rates.>');
    expect(subjects(BILLING, 'till')).toContain('$KV.rates.>');
    expect(subjects(BILLING, 'till')).toEqual(
      subjects(BILLING, 'nats-billing-app'),
    );
  });

  it('limits an account where that is asked for', () => {
    const { APP, BILLING } = accountsIn(files);
    expect(APP.jetstream).toBe('enabled');
    expect(BILLING.jetstream).toEqual({ max_file: '<< 2Gi >>' });
  });

  it('has a certificate for each user, and a context of nats-box for each account', () => {
    const names = objectsIn(files, 'nats/certificates.yaml')
      .filter(({ kind }) => kind === 'Certificate')
      .map(({ spec }) => `CN=${spec.commonName}`);
    const { APP, BILLING } = accountsIn(files);
    const own = [...usersOf(APP), ...usersOf(BILLING)].filter(
      user => !user.endsWith('workers'),
    );
    expect(names).toEqual(expect.arrayContaining(own));
    expect(Object.keys(release(files).natsBox.contexts)).toEqual([
      'default',
      'billing',
      'sys',
    ]);
  });

  it('connects the controller to each, and keeps each asset in its own', () => {
    expect(
      objectsIn(files, 'jetstream/account.yaml').map(({ spec }) => [
        spec.name,
        spec.tls.secret.name,
      ]),
    ).toEqual([
      ['app', 'nats-nack-tls'],
      ['billing', 'nats-billing-nack-tls'],
    ]);
    for (const path of ['jetstream/streams.yaml', 'jetstream/consumers.yaml']) {
      expect(objectsIn(files, path).map(({ spec }) => spec.account)).toEqual([
        'app',
        'billing',
      ]);
    }
  });

  it('scales each worker by the backlog of its account', () => {
    const trigger = (worker: string): Loose =>
      objectIn(files, `workers/${worker}.yaml`, 'ScaledObject').spec.triggers[0]
        .metadata;
    expect(trigger('echo-workers').account).toBe('APP');
    expect(trigger('billing-echo-workers').account).toBe('BILLING');
  });

  it('has an entity for each account', () => {
    const accounts = objectsIn(files, 'catalog-info.yaml').map(
      ({ metadata }) => [
        metadata.name,
        metadata.annotations['nats.io/account'],
      ],
    );
    expect(accounts).toEqual([
      ['local-nats', 'APP'],
      ['local-nats-billing', 'BILLING'],
      ['local-nats-echo-workers', 'APP'],
      ['local-nats-billing-echo-workers', 'BILLING'],
    ]);
  });

  it('leaves what is of the first account as it was without the second', async () => {
    const { accounts: _, ...form } = twoAccounts;
    const alone = await generated({
      ...form,
      messaging: { streams: [(form.messaging as Loose).streams[0]] },
    });
    expect(files.get('workers/echo-workers.yaml')).toEqual(
      alone.get('workers/echo-workers.yaml'),
    );
    expect(accountsIn(files).APP).toEqual(accountsIn(alone).APP);
    expect(objectsIn(files, 'jetstream/streams.yaml')[0]).toEqual(
      objectsIn(alone, 'jetstream/streams.yaml')[0],
    );
  });

  it('has no user of the controller in any where the portal makes the streams', async () => {
    const portal = await generated({ ...twoAccounts, provisioning: 'portal' });
    expect(JSON.stringify(accountsIn(portal))).not.toContain('-nack');
    expect(portal.get('nats/certificates.yaml')?.content).not.toContain(
      '-nack',
    );
  });

  it('is read back as it was asked for', () => {
    const read = readRequest(files);
    if ('problems' in read) {
      throw new Error(JSON.stringify(read.problems));
    }
    expect(read.request.accounts).toEqual(twoAccounts.accounts);
    const { streams, keyValues } = read.request.messaging as Loose;
    expect(streams.map(({ account }: Loose) => account)).toEqual([
      undefined,
      'BILLING',
    ]);
    expect(streams[1].consumers[0].worker.maxReplicaCount).toBe(5);
    expect(keyValues[0].account).toBe('BILLING');
  });

  it('may have a first account of another name', async () => {
    const other = await generated({ accounts: [{ name: 'Shop_1' }] });
    expect(Object.keys(accountsIn(other))).toEqual(['SYS', 'Shop_1']);
    expect(objectsIn(other, 'jetstream/streams.yaml')[0].spec.account).toBe(
      'shop-1',
    );
    expect(lintRepository(other).filter(f => f.severity === 'error')).toEqual(
      [],
    );
  });

  describe('after a change', () => {
    const change = async (
      before: RepositoryFiles,
      changes: Parameters<typeof changeRepository>[1],
    ) =>
      changeRepository(before, changes, {
        defaults: theDefaults(),
        skeleton: await theSkeleton(),
      });

    it('has one account more, which is what it would have been made with', async () => {
      const one = await generated();
      const { files: two, findings } = await change(one, {
        accounts: [{ name: 'BILLING', maxFileStore: '2Gi' }],
        streams: [
          {
            name: 'JOBS',
            account: 'BILLING',
            subjects: ['jobs.>'],
            maxAge: '1h',
          },
        ],
      });
      expect(findings.filter(f => f.severity === 'error')).toEqual([]);
      expect(Object.keys(accountsIn(two))).toEqual(['SYS', 'APP', 'BILLING']);
      expect(two.get('workers/echo-workers.yaml')).toEqual(
        one.get('workers/echo-workers.yaml'),
      );
      expect(
        objectsIn(two, 'jetstream/streams.yaml').map(o => o.spec.account),
      ).toEqual(['app', 'billing']);
    });

    it('has another limit, and no other difference', async () => {
      const { files: after, consequences } = await change(files, {
        accounts: [{ name: 'BILLING', maxFileStore: '1Gi' }],
      });
      expect(accountsIn(after).BILLING.jetstream.max_file).toBe('<< 1Gi >>');
      expect(consequences.map(({ id }) => id)).toContain(
        'change-account-limit',
      );
    });

    it('keeps an account as long as something is in it', async () => {
      const { findings } = await change(files, { removeAccounts: ['BILLING'] });
      expect(findings.map(({ id }) => id)).toContain('settings-account');
    });

    it('has one account less, and says what that does', async () => {
      const {
        files: after,
        consequences,
        findings,
      } = await change(files, {
        removeAccounts: ['BILLING'],
        remove: ['BILLING JOBS', 'BILLING KV_rates'],
      });
      expect(findings.filter(f => f.severity === 'error')).toEqual([]);
      expect(Object.keys(accountsIn(after))).toEqual(['SYS', 'APP']);
      expect(consequences.map(({ id }) => id)).toContain(
        'change-account-removed',
      );
      expect(after.has('workers/billing-echo-workers.yaml')).toBe(false);
    });

    it.each([
      [{ removeAccounts: ['APP'] }, 'change-account-first'],
      [{ removeAccounts: ['OTHER'] }, 'change-unknown'],
      [{ accounts: [{ maxFileStore: '1Gi' }] }, 'change-shape'],
    ])('refuses %j', async (changes, id) => {
      const { findings } = await change(files, changes);
      expect(findings.map(finding => finding.id)).toContain(id);
    });
  });
});
