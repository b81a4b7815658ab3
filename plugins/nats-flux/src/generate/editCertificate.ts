import { Document } from 'yaml';
import { Settings } from '../settings/Settings';
import { mapTextIn, setIn } from '../yaml/edit';
import { renamed } from '../yaml/renamed';

function editIssuerRef(
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

/**
 * Gives a Certificate the issuer of the settings, and the lifetime and key where
 * they name any; an authority keeps its own.
 *
 * @param from - the skeleton's name of the broker
 */
export function editCertificate(
  document: Document,
  settings: Settings,
  from: string,
): void {
  editIssuerRef(document, settings, from);
  const { certificates } = settings;
  if (!certificates || document.getIn(['spec', 'isCA']) === true) {
    return;
  }
  const { duration, renewBefore, key } = certificates;
  const [algorithm, size] = key.split(' ');
  setIn(document, ['spec', 'duration'], duration);
  setIn(document, ['spec', 'renewBefore'], renewBefore);
  setIn(document, ['spec', 'privateKey', 'algorithm'], algorithm);
  setIn(document, ['spec', 'privateKey', 'size'], Number(size));
}
