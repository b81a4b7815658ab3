import { Document, isScalar, isSeq } from 'yaml';
import { Settings } from '../settings/Settings';
import { mapTextIn, mapTexts, setIn } from '../yaml/edit';
import { renamed } from '../yaml/renamed';
import { toNode } from '../yaml/toNode';
import { isKind, nameOf, valueIn, YamlFile } from '../yaml/YamlFile';
import { serverDnsNames } from './addresses';
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

/** Gives a Certificate the issuer of the settings. */
export function editIssuerRef(
  document: Document,
  { issuer, name }: Settings,
  from: string,
): void {
  if (issuer.kind === 'SelfSigned') {
    mapTextIn(document, ['spec', 'issuerRef', 'name'], text =>
      renamed(text, from, name),
    );
  } else {
    setIn(document, ['spec', 'issuerRef', 'kind'], issuer.kind);
    setIn(document, ['spec', 'issuerRef', 'name'], issuer.name);
  }
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
  for (const document of file.documents) {
    for (const path of [
      ['metadata', 'name'],
      ['spec', 'secretName'],
      ['spec', 'commonName'],
      ['spec', 'ca', 'secretName'],
    ]) {
      mapTextIn(document, path, text =>
        renamed(text, names.name, settings.name),
      );
    }
    if (isKind(document, 'Certificate')) {
      editIssuerRef(document, settings, names.name);
      const usages = valueIn(document, ['spec', 'usages']);
      if (Array.isArray(usages) && usages.includes('server auth')) {
        editDnsNames(document, settings, names);
      }
    }
  }
}
