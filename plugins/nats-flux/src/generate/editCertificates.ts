import { InputError } from '@backstage/errors';
import { Document, isScalar, isSeq } from 'yaml';
import { accountUserPrefix } from '../settings/accountNames';
import { Settings } from '../settings/Settings';
import { copyDocument } from '../yaml/copyDocument';
import { mapTextIn, mapTexts, withoutComments } from '../yaml/edit';
import { renamed } from '../yaml/renamed';
import { toNode } from '../yaml/toNode';
import { isKind, nameOf, valueIn, YamlFile } from '../yaml/YamlFile';
import { serverDnsNames } from './addresses';
import { editCertificate } from './editCertificate';
import { PUBLISHER } from './editUsers';
import { openListeners } from './listeners';
import { SkeletonNames } from './SkeletonNames';

/** True for what an authority of the broker's own consists of. */
function isAuthority(document: Document): boolean {
  return (
    isKind(document, 'Issuer') ||
    (isKind(document, 'Certificate') &&
      valueIn(document, ['spec', 'isCA']) === true)
  );
}

function editDnsNames(
  document: Document,
  settings: Settings,
  names: SkeletonNames,
): void {
  const list = document.getIn(['spec', 'dnsNames'], true);
  if (!isSeq(list)) {
    return;
  }
  const wanted = serverDnsNames(settings);
  const before = serverDnsNames(names);
  mapTexts(list, text => wanted[before.indexOf(text)] ?? text);
  const present = list.items.map(item => (isScalar(item) ? item.value : item));
  for (const dnsName of wanted) {
    if (!present.includes(dnsName)) {
      list.items.push(toNode(dnsName));
    }
  }
}

const NAMES = [
  ['metadata', 'name'],
  ['spec', 'secretName'],
  ['spec', 'commonName'],
  ['spec', 'ca', 'secretName'],
];

function isClientOf(document: Document, users: readonly string[]): boolean {
  return (
    isKind(document, 'Certificate') &&
    users.includes(String(valueIn(document, ['spec', 'commonName'])))
  );
}

/** A copy of a certificate that is somebody else's. */
function copyFor(
  document: Document,
  change: (text: string) => string,
): Document {
  const copy = withoutComments(copyDocument(document));
  NAMES.forEach(path => mapTextIn(copy, path, change));
  return copy;
}

/** The certificates of the further accounts' users, and of further publishers, after those of the first account. */
function addUsers(
  file: YamlFile,
  settings: Settings,
  { name: from, users }: SkeletonNames,
): void {
  const { accounts } = settings;
  const own = file.documents.filter(document => isClientOf(document, users));
  const publisher = file.documents.find(document =>
    isClientOf(document, [`${from}${PUBLISHER}`]),
  );
  const further = accounts
    .slice(1)
    .flatMap(account =>
      own.map(document =>
        copyFor(document, text =>
          renamed(text, from, accountUserPrefix(settings, account.name)),
        ),
      ),
    );
  const publishers = accounts.flatMap(({ publishers: names = [] }) => names);
  if (publishers.length > 0 && !publisher) {
    throw new InputError(
      `The skeleton's ${file.path} has no certificate of a publisher, which those of others would be copies of`,
    );
  }
  const copies = publishers.flatMap(name =>
    publisher
      ? [copyFor(publisher, text => renamed(text, `${from}${PUBLISHER}`, name))]
      : [],
  );
  const last = file.documents.lastIndexOf(own[own.length - 1]);
  file.documents.splice(last + 1, 0, ...further, ...copies);
}

/** Makes the certificates of the broker what the settings ask for. */
export function editCertificates(
  file: YamlFile,
  settings: Settings,
  names: SkeletonNames,
): void {
  if (settings.issuer.kind !== 'SelfSigned') {
    file.documents = file.documents.filter(document => !isAuthority(document));
  }
  if (!openListeners(settings).has('leafnodes')) {
    file.documents = file.documents.filter(
      document => nameOf(document) !== `${names.name}-leaf`,
    );
  }
  addUsers(file, settings, names);
  for (const document of file.documents) {
    for (const path of NAMES) {
      mapTextIn(document, path, text =>
        renamed(text, names.name, settings.name),
      );
    }
    if (isKind(document, 'Certificate')) {
      editCertificate(document, settings, names.name);
      const usages = valueIn(document, ['spec', 'usages']);
      if (Array.isArray(usages) && usages.includes('server auth')) {
        editDnsNames(document, settings, names);
      }
    }
  }
}
