import { Document } from 'yaml';
import { accountObjectName, accountUserPrefix } from '../settings/accountNames';
import { Settings } from '../settings/Settings';
import { copyDocument } from '../yaml/copyDocument';
import { mapTextIn, setIn, withoutComments } from '../yaml/edit';
import { renamed } from '../yaml/renamed';
import { isKind, YamlFile } from '../yaml/YamlFile';
import { clientUrl } from './addresses';
import { SkeletonNames } from './SkeletonNames';

/** The object by which the JetStream controller reaches an account; what the skeleton calls its own stays so. */
export function accountObjectOf(account: string, names: SkeletonNames): string {
  return account === names.account
    ? names.accountObject
    : accountObjectName(account);
}

function editAccountObject(
  document: Document,
  account: string,
  { settings, names }: { settings: Settings; names: SkeletonNames },
): void {
  const rename = (text: string) =>
    text === names.accountObject ? accountObjectOf(account, names) : text;
  mapTextIn(document, ['metadata', 'name'], rename);
  mapTextIn(document, ['spec', 'name'], rename);
  setIn(document, ['spec', 'servers'], [clientUrl(settings)]);
  mapTextIn(document, ['spec', 'tls', 'secret', 'name'], text =>
    renamed(text, names.name, accountUserPrefix(settings, account)),
  );
}

/** Makes one connection of the JetStream controller for each account. */
export function editAccountObjects(
  file: YamlFile,
  settings: Settings,
  names: SkeletonNames,
): void {
  const pattern = file.documents.find(document => isKind(document, 'Account'));
  if (!pattern) {
    return;
  }
  const bare = withoutComments(copyDocument(pattern));
  const copies = settings.accounts.map(({ name }, i) => {
    const copy = copyDocument(i === 0 ? pattern : bare);
    editAccountObject(copy, name, { settings, names });
    return copy;
  });
  file.documents.splice(file.documents.indexOf(pattern), 1, ...copies);
}
