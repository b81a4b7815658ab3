import {
  bucketMessaging,
  request,
  twoAccounts,
} from '../__testUtils__/requests';
import { theDefaults } from '../__testUtils__/theRepository';
import { GenerateRequest } from './GenerateRequest';
import { messagingByAccount } from './partitionMessaging';
import { resolveSettings } from './resolveSettings';

const resolve = (changes: Partial<GenerateRequest> = {}) =>
  resolveSettings(request({ ...twoAccounts, ...changes }), theDefaults());

const errors = (changes: Partial<GenerateRequest>) =>
  resolve(changes)
    .findings.filter(({ severity }) => severity === 'error')
    .map(({ id, path }) => `${id} at ${path}`);

const stream = (account?: string, more: object = {}) => ({
  name: 'JOBS',
  subjects: ['jobs.>'],
  maxAge: '1h',
  ...(account === undefined ? {} : { account }),
  ...more,
});

describe('accounts', () => {
  it('are one where nobody says anything', () => {
    const { settings } = resolveSettings(request(), theDefaults());
    expect(settings.accounts).toEqual([{ name: 'APP' }]);
    expect(settings.origins.accounts).toBe('platform default');
    expect(settings.messaging.streams[0].account).toBe('APP');
  });

  it.each([[[]], [[{ name: ' ' }]], [[{}, { publishers: [''] }]]])(
    'are blank for %j',
    accounts => {
      const { settings } = resolveSettings(
        request({ accounts }),
        theDefaults(),
      );
      expect(settings.origins.accounts).toBe('platform default');
    },
  );

  it('have streams, consumers and workers of the same names', () => {
    const { settings, findings } = resolve();
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(
      settings.messaging.streams.map(({ account, name }) => [account, name]),
    ).toEqual([
      ['APP', 'JOBS'],
      ['BILLING', 'JOBS'],
    ]);
    expect(
      settings.workers.map(({ account, name }) => [account, name]),
    ).toEqual([
      ['APP', 'echo-workers'],
      ['BILLING', 'billing-echo-workers'],
    ]);
  });

  it('keep streams and buckets in the order of the form', () => {
    const { settings } = resolve({
      messaging: {
        streams: ['BILLING', undefined, 'APP', 'BILLING'].map((account, i) =>
          stream(account, { name: `S${i}`, subjects: [`s${i}`] }),
        ),
        ...bucketMessaging,
      },
    });
    expect(
      settings.messaging.streams.map(({ account, name }) => account + name),
    ).toEqual(['BILLINGS0', 'APPS1', 'APPS2', 'BILLINGS3']);
    expect(settings.messaging.keyValues).toHaveLength(2);
  });

  it.each<[string, Partial<GenerateRequest>, string[]]>([
    [
      'an account that is none',
      { messaging: { streams: [stream('BILING')] } },
      ['settings-account at messaging.streams[0].account'],
    ],
    [
      'a mistake, at its place in the form',
      {
        messaging: {
          streams: [
            stream(),
            stream('BILLING', { consumers: [{ durableName: 'a.b' }] }),
          ],
        },
      },
      ['js-name at messaging.streams[1].consumers[0].durableName'],
    ],
    [
      'subjects that overlap inside an account only',
      {
        messaging: {
          streams: [
            stream(),
            stream('BILLING'),
            stream('BILLING', { name: 'MORE' }),
          ],
        },
      },
      ['js-subject-overlap at messaging.streams[2].subjects[0]'],
    ],
    [
      'names that are none, reserved, or taken',
      {
        accounts: ['A B', 'sys', 'app', 'APP', 'x'.repeat(33)].map(name => ({
          name,
        })),
        messaging: { streams: [] },
      },
      [
        'settings-account at accounts[0].name',
        'settings-account at accounts[1].name',
        'settings-account at accounts[3].name',
        'settings-account at accounts[4].name',
      ],
    ],
    [
      'publishers that are no names, or somebody already',
      {
        accounts: [
          { name: 'APP', publishers: ['A b', 'echo-workers', 'nats-admin'] },
          { name: 'B', publishers: ['nats-b-app', 'till', 'till'] },
        ],
        messaging: {
          streams: [
            stream(undefined, {
              consumers: [
                { durableName: 'echo-workers', maxDeliver: 3, worker: {} },
              ],
            }),
          ],
        },
      },
      [
        'name-taken at accounts[0].publishers[2]',
        'name-taken at accounts[1].publishers[0]',
        'name-taken at accounts[0].publishers[1]',
        'name-taken at accounts[1].publishers[2]',
        'settings-account at accounts[0].publishers[0]',
      ],
    ],
    [
      'a limit that what is asked for does not fit in',
      {
        accounts: [{ name: 'APP' }, { name: 'BILLING', maxFileStore: '1Mi' }],
        messaging: { streams: [stream('BILLING', { maxBytes: 400_000 })] },
      },
      ['settings-account-limit at accounts[1].maxFileStore'],
    ],
    [
      'limits that the servers cannot keep together',
      {
        accounts: [
          { name: 'APP', maxFileStore: '2Gi' },
          { name: 'BILLING', maxFileStore: '2Gi' },
        ],
        messaging: { streams: [] },
      },
      ['settings-account-limit at accounts'],
    ],
    [
      'a limit of a store that there is not, and one that is no size',
      {
        accounts: [
          { name: 'APP', maxMemoryStore: '1Gi', maxFileStore: '1.5Gi' },
        ],
        messaging: { streams: [] },
      },
      [
        'settings-account at accounts[0].maxFileStore',
        'settings-account at accounts[0].maxMemoryStore',
      ],
    ],
    [
      'streams of several accounts that do not fit together',
      {
        messaging: {
          streams: ['APP', 'BILLING'].map(account =>
            stream(account, { maxBytes: 800_000_000 }),
          ),
        },
        accounts: [{ name: 'APP' }, { name: 'BILLING' }],
      },
      ['js-reservation at accounts'],
    ],
  ])('find %s', (_what, changes, expected) => {
    expect(errors({ cluster: 'local', ...changes }).sort()).toEqual(
      [...expected].sort(),
    );
  });

  it('are asked one by one of a broker that runs, and by name where there are several', () => {
    const spec = { streams: [stream('BILLING'), stream('')] };
    const own = { ...stream() };
    expect(
      messagingByAccount(spec, [{ name: 'APP' }, { name: 'BILLING' }]),
    ).toEqual([
      { account: 'APP', messaging: { streams: [own] } },
      { account: 'BILLING', messaging: { streams: [own] } },
    ]);
    expect(messagingByAccount('streams: []', [{ name: 'APP' }])).toEqual([
      { messaging: 'streams: []' },
    ]);
  });
});
