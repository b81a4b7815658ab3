import { quote } from '../../../settings/findings';
import { isSetAt, textAt } from '../../model/data';
import { GROUPS } from '../../model/Repository';
import { error, warning } from '../../RepositoryRule';
import { ASSETS, forEachOf, specPath } from './NackRule';

/** Credentials of an Account: the section, and the names of keys in its Secret. */
const CREDENTIALS: [section: string, keys: string[]][] = [
  ['tls', ['ca', 'cert', 'key']],
  ['creds', ['file']],
  ['nkey', ['seed']],
  ['user', ['user', 'password']],
  ['token', ['token']],
];

/** nack-account-keys, nack-account-tlsfirst: how the controller connects. */
const accounts = forEachOf(['Account'], function* usableAccounts(manifest) {
  for (const [section, keys] of CREDENTIALS) {
    const path = specPath(section);
    const missing = keys.filter(key => !isSetAt(manifest.data, [...path, key]));
    if (
      isSetAt(manifest.data, [...path, 'secret', 'name']) &&
      missing.length > 0
    ) {
      yield error(
        'nack-account-keys',
        manifest,
        path,
        `${missing.join(
          ', ',
        )} missing: they name keys in the Secret and have no default, so no credentials are used and the server refuses the controller; name them (cert-manager's Secrets have ca.crt, tls.crt, tls.key)`,
      );
    }
  }
  if (isSetAt(manifest.data, specPath('tlsFirst'))) {
    yield warning(
      'nack-account-tlsfirst',
      manifest,
      specPath('tlsFirst'),
      'is ignored on an Account; leave it out',
    );
  }
});

/** nack-account-missing: connections that are not described. */
const knownAccounts = forEachOf(
  ASSETS,
  function* knownAccount(manifest, { of }) {
    const account = textAt(manifest.data, specPath('account'));
    const found = of(GROUPS.jetStream, 'Account').some(
      ({ name, namespace }) =>
        name === account && namespace === manifest.namespace,
    );
    if (account !== undefined && !found) {
      yield error(
        'nack-account-missing',
        manifest,
        specPath('account'),
        `no Account ${quote(account)} is in the same namespace (${
          manifest.namespace ?? 'unknown'
        }), so the object stays Errored; add an Account, or mend the name: it is that of the object, not of the account on the server`,
      );
    }
  },
);

/** Rules about how the controller reaches a server. */
export const nackAccountRules = [accounts, knownAccounts];
