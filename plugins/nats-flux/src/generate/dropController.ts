import { Document, isMap, isSeq, visit } from 'yaml';
import { accountUserPrefix } from '../settings/accountNames';
import { Settings } from '../settings/Settings';
import { isKind, nameOf } from '../yaml/YamlFile';
import { Draft, editIn, openIn, saveIn } from './Draft';
import { ACCOUNTS } from './editAccounts';
import { userOf } from './editUsers';

function dropFrom(list: unknown, isUnwanted: (item: unknown) => boolean): void {
  if (isSeq(list)) {
    list.items = list.items.filter(item => !isUnwanted(item));
  }
}

function mentions(node: unknown, text: string): boolean {
  let found = false;
  if (isMap(node)) {
    visit(node, {
      Scalar(_key, scalar) {
        found = found || scalar.value === text;
      },
    });
  }
  return found;
}

/**
 * Takes away the identity of the JetStream controller: where the portal makes
 * the streams nobody uses it, and it may do everything in its account.
 */
export function dropController(draft: Draft, settings: Settings): void {
  const { accounts, nackNamespace } = settings;
  const controllers = accounts.map(
    ({ name }) => `${accountUserPrefix(settings, name)}-nack`,
  );
  const users = controllers.map(userOf);
  editIn(draft, 'nats/release.yaml', document => {
    for (const { name } of accounts) {
      dropFrom(
        document.getIn([...ACCOUNTS, name, 'users'], true),
        user => isMap(user) && users.includes(String(user.get('user'))),
      );
    }
  });
  const certificates = openIn(draft, 'nats/certificates.yaml');
  if (certificates) {
    certificates.documents = certificates.documents.filter(
      document =>
        !isKind(document, 'Certificate') ||
        !controllers.includes(nameOf(document)),
    );
    saveIn(draft, certificates);
  }
  editIn(draft, 'nats/network-policy.yaml', (document: Document) => {
    if (nameOf(document) === 'nats-clients') {
      dropFrom(document.getIn(['spec', 'ingress', 0, 'from'], true), peer =>
        mentions(peer, nackNamespace),
      );
    }
  });
}
