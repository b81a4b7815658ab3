import { InputError } from '@backstage/errors';
import { isMap, isScalar, isSeq, Node, YAMLMap, YAMLSeq } from 'yaml';
import { accountUserPrefix } from '../settings/accountNames';
import {
  AccountSetting,
  BrokerMessaging,
  Settings,
  WorkerSettings,
} from '../settings/Settings';
import { mapTexts } from '../yaml/edit';
import { renamed } from '../yaml/renamed';
import { toNode } from '../yaml/toNode';
import { publisherSubjects } from './publisherSubjects';
import { SkeletonNames, WorkerPattern } from './SkeletonNames';

/** With verify_and_map a user is the subject of a certificate. */
const USER_PREFIX = 'CN=';

/** Before the user's name in the subjects that it alone listens to for answers. */
export const INBOX_PREFIX = '_INBOX_';

/** After the broker's name, and that of a further account, the publisher that every account has. */
export const PUBLISHER = '-app';

/** The user of a certificate's common name. */
export function userOf(commonName: string): string {
  return `${USER_PREFIX}${commonName}`;
}

/** The inbox prefix of a certificate's common name, as clients are told it. */
export function inboxOf(commonName: string): string {
  return `${INBOX_PREFIX}${commonName}`;
}

/** The users and inboxes that the skeleton made of its own name, with another in its place. */
export function renameUsers(
  node: Node,
  names: SkeletonNames,
  prefix: string,
): void {
  // The worker's user is not the broker's, whatever it is called.
  const example = names.worker?.name ?? '';
  const ofWorker = [userOf(example), `${inboxOf(example)}.>`];
  mapTexts(node, text => {
    const kind = [USER_PREFIX, INBOX_PREFIX].find(p => text.startsWith(p));
    return kind && !ofWorker.includes(text)
      ? `${kind}${renamed(text.slice(kind.length), names.name, prefix)}`
      : text;
  });
}

function uncommented(user: YAMLMap): YAMLMap {
  user.commentBefore = null;
  const [first] = user.items;
  if (isScalar(first?.key)) {
    first.key.commentBefore = null;
  }
  return user;
}

function workerUser(
  pattern: YAMLMap,
  { worker, from }: { worker: WorkerSettings; from: WorkerPattern },
): YAMLMap {
  const user = pattern.clone() as YAMLMap;
  const tokens = new Map([
    [from.stream, worker.stream],
    [from.consumer, worker.consumer],
    [inboxOf(from.name), inboxOf(worker.name)],
  ]);
  mapTexts(user, text =>
    text === userOf(from.name)
      ? userOf(worker.name)
      : text
          .split('.')
          .map(token => tokens.get(token) ?? token)
          .join('.'),
  );
  return user;
}

function indexOfUser(users: YAMLSeq, commonName: string): number {
  return users.items.findIndex(
    item => isMap(item) && item.get('user') === userOf(commonName),
  );
}

function editWorkerUsers(
  users: YAMLSeq,
  workers: readonly WorkerSettings[],
  { worker: from }: SkeletonNames,
): void {
  const at = from ? indexOfUser(users, from.name) : -1;
  const pattern = users.items[at];
  if (from && isMap(pattern)) {
    const copies = workers.map((worker, i) => {
      const user = workerUser(pattern, { worker, from });
      if (i > 0) {
        user.commentBefore = null;
      }
      return user;
    });
    users.items.splice(at, 1, ...copies);
  } else if (workers.length > 0) {
    throw new InputError(
      `The skeleton's nats/release.yaml has no user for the worker of ${
        from?.path ?? 'workers/'
      }, which others would be copies of`,
    );
  }
}

/**
 * Lets the user of publishers send what the streams store. A skeleton without
 * such a user, or without a list for it, keeps what it has.
 */
export function editPublisher(
  user: unknown,
  messaging: BrokerMessaging,
  { subjects: before }: SkeletonNames,
): void {
  const list = isMap(user) && user.getIn(['permissions', 'publish'], true);
  if (!isSeq(list)) {
    return;
  }
  const textOf = (item: unknown) => (isScalar(item) ? item.value : undefined);
  const others = list.items.filter(
    item => !before.includes(String(textOf(item))),
  );
  const kept = new Set(others.map(textOf));
  const wanted = new Set(publisherSubjects(messaging));
  const added: Node[] = [...wanted]
    .filter(subject => !kept.has(subject))
    .map(subject => toNode(subject));
  list.items = [...others, ...added];
}

/** Users of the account's further publishers: copies of its own one. */
function addPublishers(
  users: YAMLSeq,
  { publishers = [] }: AccountSetting,
  own: string,
): void {
  if (publishers.length === 0) {
    return;
  }
  const at = indexOfUser(users, own);
  const pattern = users.items[at];
  if (!isMap(pattern)) {
    throw new InputError(
      `The skeleton's nats/release.yaml has no user for ${own}, which further publishers would be copies of`,
    );
  }
  const copies = publishers.map(publisher => {
    const copy = uncommented(pattern.clone() as YAMLMap);
    mapTexts(copy, text =>
      text
        .replace(userOf(own), () => userOf(publisher))
        .replace(`${inboxOf(own)}.`, () => `${inboxOf(publisher)}.`),
    );
    return copy;
  });
  users.items.splice(at + 1, 0, ...copies);
}

/** What of the messaging spec is of one account. */
export function messagingOf(
  { messaging: { streams, keyValues, objectStores } }: Settings,
  account: string,
): BrokerMessaging {
  const isOwn = (asset: { account: string }) => asset.account === account;
  return {
    streams: streams.filter(isOwn),
    keyValues: keyValues.filter(isOwn),
    objectStores: objectStores.filter(isOwn),
  };
}

/**
 * Makes the users of an account, named as the skeleton's, what the settings ask for.
 *
 * @throws InputError for a skeleton without users, or without one for its example of a worker
 */
export function editUsers(
  account: YAMLMap,
  settings: Settings,
  { setting, names }: { setting: AccountSetting; names: SkeletonNames },
): void {
  const { name } = setting;
  const users = account.get('users', true);
  if (!isSeq(users)) {
    throw new InputError(
      `The skeleton's nats/release.yaml has no list of users in the account ${names.account}`,
    );
  }
  const own = `${accountUserPrefix(settings, name)}${PUBLISHER}`;
  editPublisher(
    users.items[indexOfUser(users, own)],
    messagingOf(settings, name),
    names,
  );
  addPublishers(users, setting, own);
  editWorkerUsers(
    users,
    settings.workers.filter(worker => worker.account === name),
    names,
  );
}
