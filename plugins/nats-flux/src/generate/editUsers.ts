import { InputError } from '@backstage/errors';
import { Document, isMap, isScalar, isSeq, Node, YAMLMap, YAMLSeq } from 'yaml';
import { Settings, WorkerSettings } from '../settings/Settings';
import { mapTexts, mapTextsIn } from '../yaml/edit';
import { renamed } from '../yaml/renamed';
import { toNode } from '../yaml/toNode';
import { publisherSubjects } from './publisherSubjects';
import { SkeletonNames, WorkerPattern } from './SkeletonNames';

const CONFIG = ['spec', 'values', 'config'];
const ACCOUNTS = [...CONFIG, 'merge', 'accounts'];
/** Where the users of the application's account stand. */
export const USERS = [...ACCOUNTS, 'APP', 'users'];

/** With verify_and_map a user is the subject of a certificate. */
const USER_PREFIX = 'CN=';

/** Before the user's name in the subjects that it alone listens to for answers. */
const INBOX_PREFIX = '_INBOX_';

/** The user of a certificate's common name. */
export function userOf(commonName: string): string {
  return `${USER_PREFIX}${commonName}`;
}

/** The inbox prefix of a certificate's common name, as clients are told it. */
export function inboxOf(commonName: string): string {
  return `${INBOX_PREFIX}${commonName}`;
}

/** The users and inboxes that the skeleton made of its own name, with the broker's in its place. */
function renameUsers(
  document: Document,
  { name }: Settings,
  names: SkeletonNames,
): void {
  // The worker's user is not the broker's, whatever it is called.
  const example = names.worker?.name ?? '';
  const ofWorker = [userOf(example), `${inboxOf(example)}.>`];
  for (const path of [[...CONFIG, 'leafnodes', 'merge'], ACCOUNTS]) {
    mapTextsIn(document, path, text => {
      const prefix = [USER_PREFIX, INBOX_PREFIX].find(p => text.startsWith(p));
      return prefix && !ofWorker.includes(text)
        ? `${prefix}${renamed(text.slice(prefix.length), names.name, name)}`
        : text;
    });
  }
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

function editWorkerUsers(
  users: YAMLSeq,
  settings: Settings,
  { worker: from }: SkeletonNames,
): void {
  const at = users.items.findIndex(
    item => isMap(item) && from && item.get('user') === userOf(from.name),
  );
  const pattern = users.items[at];
  if (from && isMap(pattern)) {
    const copies = settings.workers.map((worker, i) => {
      const user = workerUser(pattern, { worker, from });
      if (i > 0) {
        user.commentBefore = null;
      }
      return user;
    });
    users.items.splice(at, 1, ...copies);
  } else if (settings.workers.length > 0) {
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
function editPublisher(
  users: YAMLSeq,
  { messaging, name }: Settings,
  { subjects: before }: SkeletonNames,
): void {
  const user = users.items.find(
    item => isMap(item) && item.get('user') === userOf(`${name}-app`),
  );
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

/**
 * Makes the users of the broker what the settings ask for.
 *
 * @throws InputError for a skeleton without users, or without one for its example of a worker
 */
export function editUsers(
  document: Document,
  settings: Settings,
  names: SkeletonNames,
): void {
  renameUsers(document, settings, names);
  const users = document.getIn(USERS, true);
  if (!isSeq(users)) {
    throw new InputError(
      `The skeleton's nats/release.yaml has no list at ${USERS.join('.')}`,
    );
  }
  editPublisher(users, settings, names);
  editWorkerUsers(users, settings, names);
}
