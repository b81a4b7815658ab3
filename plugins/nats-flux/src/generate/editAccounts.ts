import { InputError } from '@backstage/errors';
import { Document, isMap, isScalar, Pair, visit, YAMLMap } from 'yaml';
import { accountObjectName, accountUserPrefix } from '../settings/accountNames';
import { AccountSetting, Settings } from '../settings/Settings';
import { mapTexts } from '../yaml/edit';
import { renamed } from '../yaml/renamed';
import { toNode } from '../yaml/toNode';
import { editLeaf, takeLeaf } from './editLeaf';
import { editUsers, INBOX_PREFIX, inboxOf, renameUsers } from './editUsers';
import { SkeletonNames } from './SkeletonNames';

const VALUES = ['spec', 'values'];
const CONFIG = [...VALUES, 'config'];
const CONTEXTS = [...VALUES, 'natsBox', 'contexts'];

/** Where the accounts stand in a release. */
export const ACCOUNTS = [...CONFIG, 'merge', 'accounts'];

/** A copy without what its original explains already. */
function bareCopy(node: YAMLMap): YAMLMap {
  const copy = node.clone() as YAMLMap;
  visit(copy, {
    Node(_key, each) {
      each.comment = null;
      each.commentBefore = null;
      each.spaceBefore = undefined;
    },
  });
  return copy;
}

/** Sizes as the chart writes them into nats.conf: without quotes. */
function size(quantity: string): string {
  return `<< ${quantity} >>`;
}

function editLimits(
  account: YAMLMap,
  { maxFileStore, maxMemoryStore }: AccountSetting,
): void {
  if (maxFileStore || maxMemoryStore) {
    account.set(
      'jetstream',
      toNode({
        ...(maxFileStore ? { max_file: size(maxFileStore) } : {}),
        ...(maxMemoryStore ? { max_mem: size(maxMemoryStore) } : {}),
      }),
    );
  }
}

/** A context of nats-box for each further account, by which its users are somebody in it. */
function addContexts(document: Document, settings: Settings): void {
  const contexts = document.getIn(CONTEXTS, true);
  const pattern = isMap(contexts) && contexts.get('default', true);
  if (!isMap(contexts) || !isMap(pattern)) {
    return;
  }
  const at = contexts.items.findIndex(
    ({ key }) => isScalar(key) && key.value === 'default',
  );
  const added = settings.accounts.slice(1).map(({ name }) => {
    const copy = bareCopy(pattern);
    const prefix = accountUserPrefix(settings, name);
    mapTexts(copy, text =>
      text.startsWith(INBOX_PREFIX)
        ? inboxOf(
            renamed(text.slice(INBOX_PREFIX.length), settings.name, prefix),
          )
        : renamed(text, settings.name, prefix),
    );
    return new Pair(toNode(accountObjectName(name)), copy);
  });
  contexts.items.splice(at + 1, 0, ...added);
}

/**
 * Makes the accounts of the servers what the settings ask for: the first is the
 * skeleton's, the others are copies of it with users of their own.
 *
 * To be called when the rest of the release has its names.
 *
 * @throws InputError for a skeleton without an account for applications
 */
export function editAccounts(
  document: Document,
  settings: Settings,
  names: SkeletonNames,
): void {
  const map = document.getIn(ACCOUNTS, true);
  const at = isMap(map)
    ? map.items.findIndex(
        ({ key }) => isScalar(key) && key.value === names.account,
      )
    : -1;
  const own = isMap(map) ? map.items[at] : undefined;
  if (!isMap(map) || !own || !isMap(own.value) || !isScalar(own.key)) {
    throw new InputError(
      `The skeleton's nats/release.yaml has no account at ${[
        ...ACCOUNTS,
        names.account,
      ].join('.')}`,
    );
  }
  const leaf = takeLeaf(own.value, names);
  const pattern = bareCopy(own.value);
  const leafnodes = document.getIn([...CONFIG, 'leafnodes', 'merge'], true);
  const [first, ...others] = settings.accounts;
  const added = others.map(setting => {
    const copy = pattern.clone() as YAMLMap;
    renameUsers(copy, names, accountUserPrefix(settings, setting.name));
    editUsers(copy, settings, { setting, names });
    editLimits(copy, setting);
    return new Pair(toNode(setting.name), copy);
  });
  addContexts(document, settings);
  renameUsers(map, names, settings.name);
  if (isMap(leafnodes)) {
    renameUsers(leafnodes, names, settings.name);
    mapTexts(leafnodes, text => (text === names.account ? first.name : text));
  }
  editUsers(own.value, settings, { setting: first, names });
  editLimits(own.value, first);
  own.key.value = first.name;
  map.items.splice(at + 1, 0, ...added);
  editLeaf(map, leaf, { settings, names });
}
