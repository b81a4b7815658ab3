import { InputError } from '@backstage/errors';
import { isMap, isSeq, YAMLMap } from 'yaml';
import { Settings } from '../settings/Settings';
import { toNode } from '../yaml/toNode';
import { editPublisher, messagingOf, renameUsers, userOf } from './editUsers';
import { openListeners } from './listeners';
import { LEAF, SkeletonNames } from './SkeletonNames';

/** What says by which kinds of connection a user may come. */
const CONNECTIONS = 'allowed_connection_types';

function usersOf(account: unknown): unknown[] {
  const users = isMap(account) ? account.get('users', true) : undefined;
  return isSeq(users) ? users.items : [];
}

/** Takes the user of leaf nodes out of the skeleton's account; nothing where it has none. */
export function takeLeaf(
  account: YAMLMap,
  { name }: SkeletonNames,
): YAMLMap | undefined {
  const users = account.get('users', true);
  const user = usersOf(account).find(
    item => isMap(item) && item.get('user') === userOf(`${name}${LEAF}`),
  );
  if (!isSeq(users) || !isMap(user)) {
    return undefined;
  }
  users.items = users.items.filter(item => item !== user);
  return user;
}

/** Without leaf nodes nobody has to be kept from being one. */
function dropConnections(accounts: YAMLMap): void {
  for (const { value } of accounts.items) {
    for (const user of usersOf(value)) {
      if (isMap(user)) {
        user.delete(CONNECTIONS);
      }
    }
  }
}

/**
 * Gives the user of leaf nodes its rights and its account, where there are leaf nodes.
 *
 * @param leaf - as the skeleton has it
 * @throws InputError for rights that nobody is there to have
 */
export function editLeaf(
  accounts: YAMLMap,
  leaf: YAMLMap | undefined,
  { settings, names }: { settings: Settings; names: SkeletonNames },
): void {
  if (!openListeners(settings).has('leafnodes')) {
    dropConnections(accounts);
    return;
  }
  const { account, publish, subscribe = [] } = settings.listeners.leaf ?? {};
  if (!leaf) {
    if (settings.listeners.leaf) {
      throw new InputError(
        `The skeleton's nats/release.yaml has no user ${userOf(
          `${names.name}${LEAF}`,
        )} in the account ${names.account}, whose rights could be set`,
      );
    }
    return;
  }
  const name = account ?? settings.accounts[0].name;
  renameUsers(leaf, names, settings.name);
  if (publish) {
    leaf.setIn(['permissions', 'publish'], toNode(publish));
  } else {
    editPublisher(leaf, messagingOf(settings, name), names);
  }
  const heard = leaf.getIn(['permissions', 'subscribe'], true);
  if (isSeq(heard)) {
    heard.items.push(...subscribe.map(subject => toNode(subject)));
  }
  const users = accounts.getIn([name, 'users'], true);
  if (isSeq(users)) {
    users.items.push(leaf);
  }
}
