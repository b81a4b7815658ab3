import { Finding } from '@nats-portal/plugin-nats-common';
import { accountObjectName, accountUserPrefix } from './accountNames';
import { explainLabel, explainQuantity } from './explain';
import { explainAccountName } from './explainAccount';
import { error, errorIf, quote } from './findings';
import { parseQuantity } from './quantity';
import { AccountSetting, BrokerMessaging, Settings } from './Settings';

/** Longest common name of a certificate (X.509). */
const MAX_COMMON_NAME_LENGTH = 64;

/** The longest that follows an account in the name of one of its users. */
const LONGEST_ROLE = '-admin';

type Storage = 'file' | 'memory';

const LIMITS = { file: 'maxFileStore', memory: 'maxMemoryStore' } as const;

/** Bytes that the streams and buckets of an account reserve, copies included, by what they are stored in. */
function reservedOf(
  { streams, keyValues, objectStores }: BrokerMessaging,
  account?: string,
): Record<Storage, number> {
  const reserved = { file: 0, memory: 0 };
  for (const store of [...streams, ...keyValues, ...objectStores]) {
    if (account === undefined || store.account === account) {
      reserved[store.storage] +=
        Math.max(0, store.maxBytes ?? 0) * store.replicas;
    }
  }
  return reserved;
}

function* checkNames(settings: Settings): Iterable<Finding> {
  const { accounts, name: broker } = settings;
  const seen = new Map<string, number>();
  for (const [i, { name, publishers = [] }] of accounts.entries()) {
    const path = `accounts[${i}]`;
    yield* errorIf(
      'settings-account',
      `${path}.name`,
      name,
      explainAccountName(name),
    );
    const earlier = seen.get(accountObjectName(name));
    if (earlier !== undefined) {
      yield error(
        'settings-account',
        `${path}.name`,
        `its objects would be called as those of accounts[${earlier}]; rename one of the two`,
      );
    } else {
      seen.set(accountObjectName(name), i);
    }
    const longest = `${accountUserPrefix(settings, name)}${LONGEST_ROLE}`;
    // The first account's users are called after the broker only, whose name is checked for that.
    if (i > 0 && longest.length > MAX_COMMON_NAME_LENGTH) {
      yield error(
        'settings-account',
        `${path}.name`,
        `its users would be called ${quote(longest)}, ${
          longest.length
        } characters long, and a certificate takes ${MAX_COMMON_NAME_LENGTH}; shorten it, or the name of the broker ${quote(
          broker,
        )}`,
      );
    }
    for (const [j, publisher] of publishers.entries()) {
      yield* errorIf(
        'settings-account',
        `${path}.publishers[${j}]`,
        publisher,
        explainLabel(publisher),
      );
    }
  }
}

function* checkLimit(
  { name, ...limits }: AccountSetting,
  storage: Storage,
  { path, settings }: { path: string; settings: Settings },
): Iterable<Finding> {
  const limit = limits[LIMITS[storage]];
  if (limit === undefined) {
    return;
  }
  const at = `${path}.${LIMITS[storage]}`;
  const problem = explainQuantity(limit);
  if (problem) {
    yield* errorIf('settings-account', at, limit, problem);
    return;
  }
  if (storage === 'memory' && settings.memoryStoreSize === undefined) {
    yield error(
      'settings-account',
      at,
      'limits what no server has: give the broker a memory store (memoryStoreSize)',
    );
  }
  const bytes = parseQuantity(limit) ?? 0;
  const reserved = reservedOf(settings.messaging, name)[storage];
  if (reserved > bytes) {
    yield error(
      'settings-account-limit',
      at,
      `${limit} are ${bytes} bytes, and the streams and buckets of ${name} reserve ${reserved}, copies included: the servers refuse those that do not fit (10047)`,
    );
  }
}

/** What all accounts have together, against what the servers have. */
function* checkSums(settings: Settings): Iterable<Finding> {
  const { accounts, servers, storageSize, memoryStoreSize } = settings;
  if (accounts.length < 2 && !accounts[0]?.maxFileStore) {
    return;
  }
  const stores = { file: storageSize, memory: memoryStoreSize ?? '' };
  const reserved = reservedOf(settings.messaging);
  for (const storage of ['file', 'memory'] as const) {
    const size = parseQuantity(stores[storage]);
    if (size === undefined) {
      continue;
    }
    const total = size * servers;
    const granted = accounts.reduce(
      (sum, account) =>
        sum + (parseQuantity(account[LIMITS[storage]] ?? '') ?? 0),
      0,
    );
    if (granted > total) {
      yield error(
        'settings-account-limit',
        'accounts',
        `may take ${granted} bytes of the ${storage} stores together, and the ${servers} servers have ${total}: a single server does not start so, and several refuse streams long before the limit`,
      );
    }
    if (accounts.length > 1 && reserved[storage] > total) {
      yield error(
        'js-reservation',
        'accounts',
        `their streams and buckets reserve ${reserved[storage]} bytes together, replicas counted; the ${storage} stores of ${servers} servers hold ${total} (10005)`,
      );
    }
  }
}

/** The account of the leaf nodes, which the platform names and the form may not have. */
function* checkLeaf({ accounts, listeners }: Settings): Iterable<Finding> {
  const { account } = listeners.leaf ?? {};
  const names = accounts.map(({ name }) => name);
  if (account !== undefined && !names.includes(account)) {
    yield error(
      'settings-account',
      'accounts',
      `leaf nodes of this cluster are in ${quote(
        account,
      )}, which is none of the accounts: ${names.join(', ')}`,
    );
  }
}

/** settings-account, settings-account-limit, js-reservation: who shares the broker, and how much of it each may take. */
export function* checkAccounts(settings: Settings): Iterable<Finding> {
  yield* checkNames(settings);
  yield* checkLeaf(settings);
  for (const [i, account] of settings.accounts.entries()) {
    for (const storage of ['file', 'memory'] as const) {
      yield* checkLimit(account, storage, { path: `accounts[${i}]`, settings });
    }
  }
  yield* checkSums(settings);
}
