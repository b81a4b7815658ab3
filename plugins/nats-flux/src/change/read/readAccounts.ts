import { isDeepStrictEqual } from 'node:util';
import { Release } from '../../compare/brokers/Release';
import {
  isTree,
  listAt,
  textAt,
  textsAt,
  Tree,
  valueAt,
} from '../../compare/repository/tree';
import { inboxOf, PUBLISHER, userOf } from '../../generate/editUsers';
import { LEAF } from '../../generate/SkeletonNames';
import {
  accountObjectName,
  accountUserPrefix,
} from '../../settings/accountNames';
import { QUANTITY } from '../../settings/quantity';
import { AccountSetting } from '../../settings/Settings';
import { RepositoryReader } from './RepositoryReader';

const CONFIG = ['config', 'merge'];
const CERT_MANAGER = 'cert-manager.io';
const NACK = 'jetstream.nats.io';

/** What the accounts of a repository are. */
export interface ReadAccounts {
  /** At least one. */
  accounts: AccountSetting[];
  /** The account, as the servers know it, of an object that names an Account of the JetStream controller. */
  accountOf(object: string | undefined): string;
}

/** A size as people write it; nothing for one that was written in another way. */
function quantityAt(account: unknown, key: string): string | undefined {
  const text = textAt(account, ['jetstream', key]) ?? '';
  const [, quantity] = /^<< (.*) >>$/.exec(text) ?? [];
  return quantity !== undefined && QUANTITY.test(quantity)
    ? quantity
    : undefined;
}

/** Users that may do just what the account's own publisher may, each with an inbox of its own. */
function publishersOf(account: unknown, own: string, leaf: string): string[] {
  const users = listAt(account, ['users']);
  const permissions = (user: unknown, list: string) =>
    textsAt(user, ['permissions', list]);
  const pattern = users.find(user => textAt(user, ['user']) === userOf(own));
  return users.flatMap(user => {
    const [, name] = /^CN=(.+)$/.exec(textAt(user, ['user']) ?? '') ?? [];
    return name !== undefined &&
      name !== own &&
      name !== leaf &&
      pattern !== undefined &&
      isDeepStrictEqual(
        permissions(user, 'publish'),
        permissions(pattern, 'publish'),
      ) &&
      permissions(user, 'subscribe').includes(`${inboxOf(name)}.>`)
      ? [name]
      : [];
  });
}

/** The account that a user is in, by the common name of the user's certificate. */
function accountsByUser(accounts: Tree): Map<string, string> {
  return new Map(
    Object.entries(accounts).flatMap(([name, account]) =>
      listAt(account, ['users']).flatMap(user => {
        const text = textAt(user, ['user']);
        return text === undefined ? [] : [[text, name] as const];
      }),
    ),
  );
}

/** Reads back the accounts of the servers, and which of them each Account of the controller is for. */
export function readAccounts(
  reader: RepositoryReader,
  { object, values }: Release,
): ReadAccounts {
  const found = valueAt(values, [...CONFIG, 'accounts']);
  const all = isTree(found) ? found : {};
  const system = textAt(values, [...CONFIG, 'system_account']);
  const names = Object.keys(all).filter(name => name !== system);
  const named = (names.length > 0 ? names : ['APP']).map(name => ({ name }));
  const accounts = named.map(({ name }): AccountSetting => {
    const account = all[name];
    const prefix = accountUserPrefix(
      { accounts: named, name: object.name },
      name,
    );
    const maxFileStore = quantityAt(account, 'max_file');
    const maxMemoryStore = quantityAt(account, 'max_mem');
    const publishers = publishersOf(
      account,
      `${prefix}${PUBLISHER}`,
      `${object.name}${LEAF}`,
    );
    return {
      name,
      ...(maxFileStore ? { maxFileStore } : {}),
      ...(maxMemoryStore ? { maxMemoryStore } : {}),
      ...(publishers.length > 0 ? { publishers } : {}),
    };
  });
  const commonNames = new Map(
    reader
      .ofKind(CERT_MANAGER, 'Certificate')
      .map(({ content }) => [
        textAt(content, ['spec', 'secretName']),
        textAt(content, ['spec', 'commonName']) ?? '',
      ]),
  );
  const byUser = accountsByUser(all);
  const byObject = new Map(
    reader.ofKind(NACK, 'Account').map(({ name, content }) => {
      const secret = textAt(content, ['spec', 'tls', 'secret', 'name']);
      const user = userOf(commonNames.get(secret) ?? '');
      return [name, byUser.get(user)];
    }),
  );
  const [first] = accounts;
  return {
    accounts,
    accountOf: name =>
      byObject.get(name ?? '') ??
      accounts.find(each => accountObjectName(each.name) === name)?.name ??
      first.name,
  };
}
