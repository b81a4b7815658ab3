import { Consequence } from '../Consequence';
import { isSame } from '../repository/tree';
import { step } from '../text/step';
import { isClustered, isOn, ReleasePair, serversOf, valueOf } from './Release';
import {
  changesAt,
  releaseConsequence,
  ReleaseRule,
} from './releaseConsequence';
import { isNewBroker } from './renames';

const enabled = (protocol: string) => ['config', protocol, 'tls', 'enabled'];

function differs({ before, after }: ReleasePair, path: string[]): boolean {
  return !isSame(valueOf(before, path), valueOf(after, path));
}

function routes(pair: ReleasePair): Consequence[] {
  const path = enabled('cluster');
  const { before, after } = pair;
  if (
    !differs(pair, path) ||
    !isClustered(before) ||
    !isClustered(after) ||
    Math.min(serversOf(before), serversOf(after)) < 2
  ) {
    return [];
  }
  return [
    releaseConsequence(pair, {
      id: 'change-cluster-tls',
      severity: 'error',
      outcome: 'disruption',
      changes: changesAt(pair, [path]),
      consequence:
        'While the pods restart one after another, servers with and without TLS between them cannot talk: the cluster falls apart and has no majority until the last one is through. Since each waits for the one before to be healthy, it may stop half-way.',
      procedure: [
        step('Plan a time without service; publishers and consumers stop.'),
        step(
          'Or make a second broker with this setting from its first day, and mirror the streams there.',
        ),
      ],
    }),
  ];
}

/** Server settings that ask each client for a certificate. */
const VERIFY = ['verify', 'verify_and_map'].map(key => [
  'config',
  'nats',
  'tls',
  'merge',
  key,
]);

function clients(pair: ReleasePair): Consequence[] {
  const path = enabled('nats');
  const changes = changesAt(pair, [path, ...VERIFY]);
  if (changes.length === 0) {
    return [];
  }
  const on = isOn(pair.after, ...path);
  let consequence =
    'Who is asked for a certificate changes: clients without one, or whose subject is no user, are refused from then on, and connections that a certificate named have another user or none.';
  if (differs(pair, path)) {
    consequence = on
      ? 'Clients have to speak TLS from the restart of each server on; those that do not are cut off.'
      : 'Clients that insist on TLS cannot connect any more, and whoever was known by a certificate is nobody: their permissions are gone. Messages cross the network in the clear.';
  }
  return [
    releaseConsequence(pair, {
      id: 'change-client-tls',
      severity: 'error',
      outcome: 'disruption',
      changes,
      consequence,
      procedure: [
        step(
          on
            ? 'Give every client its certificate and the authority first, the JetStream controller and nats-box included; a client that has them connects to both.'
            : 'Give every client another way to say who it is first, then take the certificates away.',
        ),
      ],
    }),
  ];
}

function monitoring(pair: ReleasePair): Consequence[] {
  const path = enabled('monitor');
  return differs(pair, path)
    ? [
        releaseConsequence(pair, {
          id: 'change-monitor-tls',
          severity: 'warning',
          outcome: 'disruption',
          changes: changesAt(pair, [path]),
          consequence:
            'The monitoring port speaks another protocol after the restart of each pod: every KEDA trigger with the old `useHttps` reads nothing from then on, and neither does a metrics exporter that does not trust the authority.',
          procedure: [
            step(
              'In the same change set `useHttps` of every nats-jetstream trigger, and for HTTPS a name in the certificate as `promExporter.monitorDomain` with `SSL_CERT_FILE` and the mount of the authority.',
            ),
            step(
              'For HTTPS let KEDA trust the authority (`certificates.operator.caDirs`) and restart its operator: it reads it at start only.',
            ),
          ],
        }),
      ]
    : [];
}

const CA = ['secretName', 'configMapName', 'key'].map(key => ['tlsCA', key]);

function trust(pair: ReleasePair): Consequence[] {
  const changes = changesAt(pair, [['tlsCA', 'enabled'], ...CA]);
  const used = [pair.before, pair.after].some(release =>
    isOn(release, 'tlsCA', 'enabled'),
  );
  return changes.length === 0 || !used
    ? []
    : [
        releaseConsequence(pair, {
          id: 'change-ca',
          severity: 'warning',
          outcome: 'disruption',
          changes,
          consequence:
            'The servers trust another authority, each from its restart on. Where a certificate in use is not of that one, servers and clients refuse each other.',
          procedure: [
            step(
              'Name a bundle of the old and the new authority first; take the old one out when no certificate of it is left.',
            ),
          ],
        }),
      ];
}

/** `change-cluster-tls`, `change-client-tls`, `change-monitor-tls`, `change-ca`: who speaks TLS, and whom the servers trust. */
export const protocolTls: ReleaseRule = pair =>
  isNewBroker(pair)
    ? []
    : [...routes(pair), ...clients(pair), ...monitoring(pair), ...trust(pair)];
