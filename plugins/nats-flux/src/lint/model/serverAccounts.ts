import { entriesAt, listAt, textAt } from './data';
import { Manifest } from './Manifest';
import { perRepository } from './perRepository';
import { GROUPS, Repository } from './Repository';

const ACCOUNTS = ['config', 'merge', 'accounts'];

/** Which account of the servers somebody is in; `undefined` where the repository does not say. */
export interface ServerAccounts {
  /** Of who shows the certificate of a Secret. */
  ofSecret(namespace: string | undefined, secret: string): string | undefined;
  /** Of a stream, consumer or bucket: that in which its Account of the JetStream controller is somebody. */
  ofAsset(asset: Manifest): string | undefined;
}

function keyOf(namespace: string | undefined, name: string | undefined) {
  return JSON.stringify([namespace, name]);
}

/** Accounts by the user that is in them; a user of several brokers may be in any of theirs. */
function accountsByUser({
  natsReleases,
}: Repository): Map<string, string | undefined> {
  const accounts = new Map<string, string | undefined>();
  for (const { values } of natsReleases) {
    for (const [name, account] of entriesAt(values, ACCOUNTS)) {
      for (const user of listAt(account, ['users'])) {
        const text = textAt(user, ['user']);
        if (text !== undefined) {
          const other = accounts.has(text) && accounts.get(text) !== name;
          accounts.set(text, other ? undefined : name);
        }
      }
    }
  }
  return accounts;
}

/** Follows certificates to the users that they are, and these to their accounts. */
export const serverAccounts = perRepository(function readServerAccounts(
  repository,
): ServerAccounts {
  const byUser = accountsByUser(repository);
  const bySecret = new Map(
    repository
      .of(GROUPS.certManager, 'Certificate')
      .map(({ data, namespace }) => [
        keyOf(namespace, textAt(data, ['spec', 'secretName'])),
        byUser.get(`CN=${textAt(data, ['spec', 'commonName']) ?? ''}`),
      ]),
  );
  const ofSecret: ServerAccounts['ofSecret'] = (namespace, secret) =>
    bySecret.get(keyOf(namespace, secret));
  const byObject = new Map(
    repository
      .of(GROUPS.jetStream, 'Account')
      .map(({ data, namespace, name }) => [
        keyOf(namespace, name),
        ofSecret(
          namespace,
          textAt(data, ['spec', 'tls', 'secret', 'name']) ?? '',
        ),
      ]),
  );
  return {
    ofSecret,
    ofAsset: ({ data, namespace }) =>
      byObject.get(keyOf(namespace, textAt(data, ['spec', 'account']))),
  };
});
