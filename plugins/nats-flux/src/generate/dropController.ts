import { Document, isMap, isSeq, visit } from 'yaml';
import { Settings } from '../settings/Settings';
import { isKind, nameOf } from '../yaml/YamlFile';
import { Draft, editIn, openIn, saveIn } from './Draft';
import { USERS, userOf } from './editUsers';

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
 * the streams nobody uses it, and it may do everything in the account.
 */
export function dropController(
  draft: Draft,
  { name, nackNamespace }: Settings,
): void {
  const controller = `${name}-nack`;
  editIn(draft, 'nats/release.yaml', document =>
    dropFrom(
      document.getIn(USERS, true),
      user => isMap(user) && user.get('user') === userOf(controller),
    ),
  );
  const certificates = openIn(draft, 'nats/certificates.yaml');
  if (certificates) {
    certificates.documents = certificates.documents.filter(
      document =>
        !isKind(document, 'Certificate') || nameOf(document) !== controller,
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
