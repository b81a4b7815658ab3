import { isDeepStrictEqual } from 'node:util';
import { quote } from '../../../settings/findings';
import { entriesAt, listAt, textAt, textsAt, valueAt } from '../../model/data';
import { Manifest } from '../../model/Manifest';
import { isOn, NatsRelease } from '../../model/NatsRelease';
import { natsTriggers } from '../../model/natsTriggers';
import { parseEndpoint, releaseAt } from '../../model/endpoint';
import { GROUPS, Repository } from '../../model/Repository';
import { error, RepositoryRule, warning } from '../../RepositoryRule';
import {
  forEachRelease,
  ReleaseRule,
  valueError,
  valueWarning,
} from '../ReleaseRule';
import { certificateFor } from '../tls/brokerCertificate';

const ACCOUNTS = ['config', 'merge', 'accounts'];
/** The whole subject of a certificate that has a common name only. */
const COMMON_NAME = /^CN=([^,]+)$/;

const ISSUER = ['spec', 'issuerRef'];

interface User {
  path: (string | number)[];
  commonName: string;
}

function usersOf({ values }: NatsRelease): User[] {
  const lists = [
    ...entriesAt(values, ACCOUNTS).map(([name]) => [
      ...ACCOUNTS,
      name,
      'users',
    ]),
    ['config', 'leafnodes', 'merge', 'authorization', 'users'],
  ];
  return lists.flatMap(list =>
    listAt(values, list).flatMap((user, i) => {
      const name = COMMON_NAME.exec(textAt(user, ['user']) ?? '')?.[1];
      return name ? [{ path: [...list, i, 'user'], commonName: name }] : [];
    }),
  );
}

function mapsCertificates({ values }: NatsRelease): boolean {
  return isOn(values, ['config', 'nats', 'tls', 'merge', 'verify_and_map']);
}

function certificatesOf(
  { namespace }: NatsRelease,
  { of }: Repository,
): Manifest[] {
  return of(GROUPS.certManager, 'Certificate').filter(
    certificate => certificate.namespace === namespace,
  );
}

/** True for a certificate that is a client's and no server's. */
function isOfClient({ data }: Manifest): boolean {
  const usages = textsAt(data, ['spec', 'usages']);
  return usages.includes('client auth') && !usages.includes('server auth');
}

/** reference-user: users that nobody can be, and certificates that are nobody. */
const users: ReleaseRule = function* users(release, repository) {
  const certificates = certificatesOf(release, repository);
  const known = usersOf(release);
  if (!mapsCertificates(release) || certificates.length === 0) {
    return;
  }
  const names = certificates.map(({ data }) =>
    textAt(data, ['spec', 'commonName']),
  );
  for (const { path, commonName } of known) {
    if (!names.includes(commonName)) {
      yield valueWarning(
        'reference-user',
        release,
        path,
        `no Certificate of this repository has the commonName ${quote(
          commonName,
        )}, so nobody here can be this user, and who was meant is refused: add one, mend the name, or take the user out`,
      );
    }
  }
  // One of another issuer is for others: the broker would not even know it.
  const issuer = valueAt(
    certificateFor(release, 'nats', repository)?.data,
    ISSUER,
  );
  const own = certificates.filter(
    certificate =>
      isOfClient(certificate) &&
      isDeepStrictEqual(valueAt(certificate.data, ISSUER), issuer),
  );
  for (const certificate of own) {
    const name = textAt(certificate.data, ['spec', 'commonName']);
    if (!known.some(({ commonName }) => commonName === name)) {
      yield warning(
        'reference-user',
        certificate,
        ['spec', 'commonName'],
        `${quote(name)} is no user of ${
          release.fullname
        }: whoever shows this certificate is refused (Authorization Violation); add { user: CN=${
          name ?? '…'
        } } to an account`,
      );
    }
  }
};

/** reference-user: a user whom the server finds twice, and starts with neither. */
const onceOnly: ReleaseRule = function* onceOnly(release) {
  const first = new Set<string>();
  for (const [account] of entriesAt(release.values, ACCOUNTS)) {
    const list = [...ACCOUNTS, account, 'users'];
    for (const [i, user] of listAt(release.values, list).entries()) {
      const name = textAt(user, ['user']) ?? textAt(user, ['nkey']);
      if (name !== undefined && first.has(name)) {
        yield valueError(
          'reference-user',
          release,
          [...list, i],
          `${quote(
            name,
          )} is a user already, and nobody may be two: no server starts (Duplicate user); take one of them out`,
        );
      }
      first.add(name ?? '');
    }
  }
};

/** reference-account: a system account that holds messages. */
const systemAccount: ReleaseRule = function* systemAccount(release) {
  const system = textAt(release.values, ['config', 'merge', 'system_account']);
  const path = [...ACCOUNTS, system ?? '', 'jetstream'];
  const jetStream = valueAt(release.values, path);
  const isOff = [undefined, null, false, 'disabled', 'disable'];
  if (system !== undefined && !isOff.includes(jetStream as never)) {
    yield valueError(
      'reference-account',
      release,
      path,
      'no server starts (Not allowed to enable JetStream on the system account), and nats-server -t does not say so; leave it out, and keep streams in another account',
    );
  }
};

/** reference-account: accounts that are not there, or have no JetStream. */
const accounts: ReleaseRule = function* accounts(release, { of }) {
  const known = entriesAt(release.values, ACCOUNTS);
  const names = known.map(([name]) => name);
  if (names.length === 0) {
    return;
  }
  const path = ['config', 'merge', 'system_account'];
  const system = textAt(release.values, path);
  if (system === undefined || !names.includes(system)) {
    yield valueError(
      'reference-account',
      release,
      path,
      `${
        system === undefined
          ? 'is missing, so the users of no account see the servers'
          : `${quote(system)} is none of the accounts (${names.join(
              ', ',
            )}), so nobody is in it`
      }: nats --context sys and whoever watches the servers get no answer; name the account of the system's users`,
    );
  }
  const hasJetStream = known.some(([, account]) =>
    ['enabled', 'enable', true].includes(
      (textAt(account, ['jetstream']) ??
        (account as Record<string, unknown> | null)?.jetstream) as never,
    ),
  );
  const hasLimits = known.some(
    ([, account]) => entriesAt(account, ['jetstream']).length > 0,
  );
  if (release.jetStream && !hasJetStream && !hasLimits) {
    yield valueError(
      'reference-account',
      release,
      ACCOUNTS,
      'no account has JetStream, so every stream is refused ("jetstream not enabled for account"); add jetstream: enabled to the account of the streams',
    );
  }
  const assets = of(
    GROUPS.jetStream,
    'Stream',
    'Consumer',
    'KeyValue',
    'ObjectStore',
  );
  if (
    !release.jetStream &&
    assets.some(({ namespace }) => namespace === release.namespace)
  ) {
    yield valueError(
      'reference-account',
      release,
      ['config', 'jetstream', 'enabled'],
      'is off, and this repository has streams or buckets for the broker: every one is refused; switch it on',
    );
  }
};

/** reference-account: a backlog that KEDA looks for in an account that is not there. */
const scaledAccounts: RepositoryRule = function* scaledAccounts(repository) {
  for (const trigger of natsTriggers(repository)) {
    const { host } = parseEndpoint(trigger.endpoint ?? '');
    const release = releaseAt(host, repository.natsReleases);
    const names = entriesAt(release?.values, ACCOUNTS).map(([name]) => name);
    const account = textAt(trigger.metadata, ['account']);
    if (account && names.length > 0 && !names.includes(account)) {
      yield error(
        'reference-account',
        trigger.manifest,
        ['spec', 'triggers', trigger.index, 'metadata', 'account'],
        `${quote(account)} is none of the accounts of ${
          release?.fullname
        } (${names.join(
          ', ',
        )}): KEDA finds no consumer, and no worker leaves zero; mend the name`,
      );
    }
  }
};

/** Rules about who is who. */
export const userRules: RepositoryRule[] = [
  forEachRelease(users),
  forEachRelease(onceOnly),
  forEachRelease(systemAccount),
  forEachRelease(accounts),
  scaledAccounts,
];
