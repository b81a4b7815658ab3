import { entriesAt, isSetAt, listAt, textsAt } from '../../model/data';
import { isOn } from '../../model/NatsRelease';
import { forEachRelease, ReleaseRule, valueWarning } from '../ReleaseRule';
import { hasTls, tlsPath } from '../tls/tlsSettings';
import { RepositoryRule } from '../../RepositoryRule';

/** Listeners that other servers come to. */
const SERVERS = ['cluster', 'gateway'];
/** Listeners that clients and leaf nodes come to. */
const OTHERS = ['leafnodes', 'websocket', 'mqtt'];

/** peers-plain: a port in the clear beside others that are not. */
const plain: ReleaseRule = function* plain(release) {
  for (const protocol of [...SERVERS, ...OTHERS]) {
    if (
      hasTls(release, 'nats') &&
      isOn(release.values, ['config', protocol, 'enabled']) &&
      !hasTls(release, protocol) &&
      !isSetAt(release.values, tlsPath(protocol, 'patch'))
    ) {
      yield valueWarning(
        'peers-plain',
        release,
        tlsPath(protocol, 'enabled'),
        `is off, while clients use TLS: whoever reaches the port of ${protocol} reads and sends what others do, and need not say who it is; switch it on`,
      );
    }
  }
};

/** peers-unverified: servers and users that any certificate of the authority makes. */
const unverified: ReleaseRule = function* unverified(release) {
  const { values } = release;
  const maps = (protocol: string) =>
    isOn(values, tlsPath(protocol, 'merge', 'verify_and_map'));
  const isOpen = (protocol: string) =>
    isOn(values, ['config', protocol, 'enabled']) && hasTls(release, protocol);
  for (const protocol of SERVERS.filter(isOpen)) {
    const path = tlsPath(protocol, 'merge', 'verify_cert_and_check_known_urls');
    if (maps('nats') && !isOn(values, path)) {
      yield valueWarning(
        'peers-unverified',
        release,
        path,
        `is not set, and clients have certificates as well: whoever has one of the same authority, such as a worker, can join as a ${
          protocol === 'cluster' ? 'server' : 'cluster'
        } and sees every account; set it to true`,
      );
    }
  }
  for (const protocol of OTHERS.filter(isOpen)) {
    const path = tlsPath(protocol, 'merge', 'verify_and_map');
    if (maps('nats') && !isOn(values, path)) {
      yield valueWarning(
        'peers-unverified',
        release,
        path,
        'is not set, while clients are users by their certificate: here they are not, and are refused or nobody in particular; set it to true',
      );
    }
  }
};

const ACCOUNTS = ['config', 'merge', 'accounts'];

/** peers-leafnode: users who can come as a leaf node, for all subjects of their account. */
const leafNodes: ReleaseRule = function* leafNodes(release) {
  const { values } = release;
  const section = ['config', 'leafnodes'];
  if (
    !isOn(values, [...section, 'enabled']) ||
    isSetAt(values, [...section, 'merge', 'authorization'])
  ) {
    return;
  }
  for (const [account] of entriesAt(values, ACCOUNTS)) {
    const users = [...ACCOUNTS, account, 'users'];
    for (const [i, user] of listAt(values, users).entries()) {
      const types = textsAt(user, ['allowed_connection_types']);
      const may = types.length === 0 || types.includes('LEAFNODE');
      if (may && !isSetAt(user, ['permissions', 'publish'])) {
        yield valueWarning(
          'peers-leafnode',
          release,
          [...users, i],
          `may come as a leaf node as well, with every subject of ${account}: a server elsewhere then takes part in all of the account; name allowed_connection_types without LEAFNODE, or give it permissions`,
        );
      }
    }
  }
};

/** Rules about who else may come to the servers. */
export const peerRules: RepositoryRule[] = [plain, unverified, leafNodes].map(
  forEachRelease,
);
