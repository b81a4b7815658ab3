import {
  add,
  placesOf,
  Quiet,
  replace,
  set,
  value,
} from '../../__testUtils__/change';
import { describePairs } from '../../__testUtils__/describePairs';

const release = 'nats/release.yaml';
const certificates = 'nats/certificates.yaml';
const worker = 'workers/echo-workers.yaml';
const flux = 'clusters/local/nats.yaml';
const at = (path: string) => `${release}:spec.values.${path}`;
const users = 'config.merge.accounts.APP.users';

const inCluster = (cluster: string) =>
  set('jetstream/streams.yaml', 'Stream', ['spec', 'placement'], { cluster });
const noGateway = value(['config', 'gateway', 'enabled'], false);
const gateways = (...others: { name: string; url: string }[]) => [
  value(['config', 'gateway', 'enabled'], true),
  value(['config', 'gateway', 'merge', 'name'], 'nats'),
  value(['config', 'gateway', 'merge', 'gateways'], others),
];

describePairs('reference/referenceRules', [
  ...['TriggerAuthentication', 'ClusterTriggerAuthentication'].map(kind => ({
    id: 'reference-authentication',
    at: `${worker}:spec.triggers[1].authenticationRef.name`,
    given: [
      add(
        'workers/authentication.yaml',
        `apiVersion: keda.sh/v1alpha1\nkind: ${kind}\nmetadata: { name: metrics }\nspec: { podIdentity: { provider: none } }\n`,
      ),
    ],
    fires: set(
      worker,
      'ScaledObject',
      ['spec', 'triggers', 1, 'authenticationRef'],
      { kind, name: 'metric' },
    ),
    quiet: set(
      worker,
      'ScaledObject',
      ['spec', 'triggers', 1, 'authenticationRef'],
      { kind, name: 'metrics' },
    ),
  })),
  {
    id: 'reference-placement',
    at: 'jetstream/streams.yaml:spec.placement.tags[0]',
    given: [
      noGateway,
      value(['config', 'merge', 'server_tags'], ['ssd', 'eu']),
    ],
    fires: set('jetstream/streams.yaml', 'Stream', ['spec', 'placement'], {
      tags: ['sdd'],
    }),
    quiet: set('jetstream/streams.yaml', 'Stream', ['spec', 'placement'], {
      tags: ['SSD'],
    }),
  },
  {
    id: 'reference-placement',
    at: 'jetstream/streams.yaml:spec.placement.cluster',
    given: [noGateway],
    // The server tells upper from lower case here, and in tags it does not.
    fires: inCluster('NATS'),
    quiet: inCluster('nats'),
  },
  {
    id: 'reference-placement',
    at: 'jetstream/streams.yaml:spec.placement.cluster',
    given: [noGateway, value(['config', 'cluster', 'merge', 'name'], 'east')],
    fires: inCluster('nats'),
    quiet: inCluster('east'),
  },
  {
    id: 'reference-placement',
    at: 'jetstream/streams.yaml:spec.placement.cluster',
    given: gateways({ name: 'west', url: 'nats://west:7222' }),
    fires: inCluster('wset'),
    quiet: inCluster('west'),
  },
  {
    id: 'reference-kind',
    at: `${worker}:kind`,
    fires: set(worker, 'Deployment', ['kind'], 'Deploymnet'),
  },
  {
    id: 'reference-kind',
    at: `${certificates}:apiVersion`,
    fires: set(
      certificates,
      'Certificate/nats-app',
      ['apiVersion'],
      'cert-manger.io/v1',
    ),
  },
  {
    id: 'reference-kind',
    at: `nats/namespace.yaml:metadata.name`,
    fires: set(
      'nats/namespace.yaml',
      'Namespace',
      ['metadata', 'name'],
      undefined,
    ),
  },
  {
    id: 'reference-kind',
    at: `${worker}:kind`,
    fires: replace(worker, 'kind: Deployment', 'kinds: Deployment'),
  },
  {
    id: 'reference-reach',
    at: `${worker}:spec.template.metadata.labels`,
    fires: set(
      worker,
      'Deployment',
      ['spec', 'template', 'metadata', 'labels', 'nats.io/client'],
      'yes',
    ),
  },
  {
    id: 'reference-reach',
    at: at('config.cluster'),
    fires: replace('nats/network-policy.yaml', 'port: 6222', 'port: 6223'),
  },
  {
    id: 'reference-reach',
    at: at('promExporter.podMonitor'),
    fires: replace('nats/network-policy.yaml', 'port: 7777', 'port: 7778'),
  },
  {
    id: 'reference-reach',
    at: at('natsBox'),
    fires: replace(
      'nats/network-policy.yaml',
      'app.kubernetes.io/component: nats-box',
      'app.kubernetes.io/component: natsbox',
    ),
  },
  {
    id: 'reference-path',
    at: `${flux}:spec.path`,
    fires: set(flux, 'Kustomization/nats', ['spec', 'path'], './nat'),
  },
  {
    id: 'reference-path',
    at: `${flux}:spec.sourceRef`,
    fires: set(
      flux,
      'Kustomization/nats',
      ['spec', 'sourceRef', 'name'],
      'natss',
    ),
  },
  {
    id: 'reference-namespace',
    at: 'jetstream/kustomization.yaml:namespace',
    fires: replace(
      'jetstream/kustomization.yaml',
      'namespace: nats',
      'namespace: natss',
    ),
  },
  {
    id: 'reference-namespace',
    at: 'jetstream/account.yaml:metadata.namespace',
    fires: replace('jetstream/kustomization.yaml', 'namespace: nats\n', ''),
  },
  {
    id: 'reference-server',
    at: 'jetstream/account.yaml:spec.servers[0]',
    fires: set(
      'jetstream/account.yaml',
      'Account',
      ['spec', 'servers', 0],
      'nats://mats.nats.svc.cluster.local:4222',
    ),
  },
  {
    id: 'reference-selector',
    at: `${worker}:spec.selector`,
    fires: set(
      worker,
      'Deployment',
      ['spec', 'selector', 'matchLabels', 'app.kubernetes.io/name'],
      'echo',
    ),
  },
  {
    id: 'reference-volume',
    at: `${worker}:spec.template.spec.containers[0].volumeMounts[0].name`,
    fires: set(
      worker,
      'Deployment',
      'spec.template.spec.containers.0.volumeMounts.0.name'
        .split('.')
        .map(key => (key === '0' ? 0 : key)),
      'nats-clients',
    ),
  },
  {
    id: 'reference-target',
    at: `${worker}:spec.scaleTargetRef.name`,
    fires: set(
      worker,
      'ScaledObject',
      ['spec', 'scaleTargetRef', 'name'],
      'echo-worker',
    ),
  },
  {
    id: 'reference-secret',
    at: at('natsBox.contexts.default.tls.secretName'),
    fires: value(
      ['natsBox', 'contexts', 'default', 'tls', 'secretName'],
      'nats-admin',
    ),
  },
  {
    id: 'reference-secret',
    at: 'jetstream/account.yaml:spec.tls.secret.name',
    fires: set(
      'jetstream/account.yaml',
      'Account',
      ['spec', 'tls', 'secret', 'name'],
      'nats-nack',
    ),
  },
  {
    id: 'reference-user',
    at: at(`${users}[0].user`),
    fires: value([...users.split('.'), 0, 'user'], 'CN=nats-amdin'),
  },
  {
    id: 'reference-user',
    at: `${certificates}:spec.commonName`,
    fires: set(
      certificates,
      'Certificate/nats-app',
      ['spec', 'commonName'],
      'nats-apps',
    ),
  },
  ...['natsio/nats-box', 'a.example.org:5000/team/worker:latest'].map(
    image => ({
      id: 'reference-image',
      at: `${worker}:spec.template.spec.containers[0].image`,
      fires: set(
        worker,
        'Deployment',
        ['spec', 'template', 'spec', 'containers', 0, 'image'],
        image,
      ),
      quiet: set(
        worker,
        'Deployment',
        ['spec', 'template', 'spec', 'containers', 0, 'image'],
        `${image.replace(/:latest$/, '')}@sha256:${'0'.repeat(64)}`,
      ),
    }),
  ),
  {
    id: 'peers-leafnode',
    at: at(`${users}[0]`),
    fires: value(
      [...users.split('.'), 0, 'allowed_connection_types'],
      undefined,
    ),
  },
  {
    id: 'reference-account',
    at: `${worker}:spec.triggers[0].metadata.account`,
    given: [
      value(['config', 'merge', 'accounts', 'OTHER'], { jetstream: 'enabled' }),
    ],
    fires: set(
      worker,
      'ScaledObject',
      ['spec', 'triggers', 0, 'metadata', 'account'],
      'OTHER',
    ),
  },
  {
    id: 'reference-account',
    at: at('config.merge.accounts.APP'),
    given: [
      value(['config', 'merge', 'accounts', 'OTHER'], { jetstream: 'enabled' }),
    ],
    fires: value(
      ['config', 'merge', 'accounts', 'APP', 'jetstream'],
      undefined,
    ),
  },
  {
    // The worker's user is in the account of the consumer no more.
    id: 'reference-account',
    at: `${worker}:spec.triggers[0].metadata.account`,
    given: [
      value(['config', 'merge', 'accounts', 'OTHER'], {
        users: [{ user: 'CN=other' }],
      }),
      add(
        'nats/other.yaml',
        `apiVersion: cert-manager.io/v1
kind: Certificate
metadata: { name: other }
spec:
  secretName: other-tls
  commonName: other
  usages: [client auth]
  issuerRef: { group: cert-manager.io, kind: Issuer, name: nats-ca }
`,
      ),
    ],
    fires: set(
      worker,
      'Deployment',
      ['spec', 'template', 'spec', 'volumes', 0, 'secret', 'secretName'],
      'other-tls',
    ),
  },
  {
    id: 'reference-account',
    at: at('config.merge.system_account'),
    fires: value(['config', 'merge', 'system_account'], 'SYSTEM'),
  },
  {
    id: 'reference-account',
    at: at('config.merge.accounts'),
    fires: value(
      ['config', 'merge', 'accounts', 'APP', 'jetstream'],
      undefined,
    ),
  },
  {
    id: 'reference-account',
    at: at('config.jetstream.enabled'),
    fires: value(['config', 'jetstream', 'enabled'], false),
  },
  {
    id: 'reference-account',
    at: `${worker}:spec.triggers[0].metadata.account`,
    fires: set(
      worker,
      'ScaledObject',
      ['spec', 'triggers', 0, 'metadata', 'account'],
      'app',
    ),
  },
  {
    id: 'reference-account',
    at: at('config.merge.accounts.SYS.jetstream'),
    fires: value(
      ['config', 'merge', 'accounts', 'SYS', 'jetstream'],
      'enabled',
    ),
  },
  {
    id: 'reference-user',
    at: at(`${users}[1]`),
    fires: value(['config', 'merge', 'accounts', 'SYS', 'users', 1], {
      user: 'CN=nats-app',
    }),
  },
  {
    id: 'peers-plain',
    at: at('config.cluster.tls.enabled'),
    fires: value(['config', 'cluster', 'tls', 'enabled'], false),
  },
  {
    id: 'peers-unverified',
    at: at('config.cluster.tls.merge.verify_cert_and_check_known_urls'),
    fires: value(
      ['config', 'cluster', 'tls', 'merge', 'verify_cert_and_check_known_urls'],
      false,
    ),
  },
  {
    id: 'peers-unverified',
    at: at('config.mqtt.tls.merge.verify_and_map'),
    fires: value(['config', 'mqtt', 'tls', 'merge', 'verify_and_map'], false),
  },
]);

it.each<Quiet>([
  [
    'reference-placement',
    'clusters that come to the gateway, and that nobody here names',
    ...gateways(),
    inCluster('west'),
  ],
  [
    'reference-placement',
    'tags of another cluster',
    ...gateways({ name: 'west', url: 'nats://west:7222' }),
    set('jetstream/streams.yaml', 'Stream', ['spec', 'placement'], {
      cluster: 'west',
      tags: ['ssd'],
    }),
  ],
  [
    'reference-placement',
    'a server without a cluster, which takes any placement',
    value(['config', 'cluster', 'enabled'], false),
    inCluster('anywhere'),
  ],
  [
    'reference-placement',
    'a broker of another repository',
    set(
      'jetstream/account.yaml',
      'Account',
      ['spec', 'servers', 0],
      'tls://nats.example.org:4222',
    ),
    inCluster('elsewhere'),
  ],
  [
    'reference-kind',
    'a kind that nobody here knows',
    add(
      'nats/widget.yaml',
      'apiVersion: example.org/v1\nkind: Widget\nmetadata: { name: a }\n',
    ),
  ],
  [
    'reference-kind',
    'a newer version of a kind',
    add(
      'nats/scaler.yaml',
      'apiVersion: autoscaling/v3\nkind: HorizontalPodAutoscaler\nmetadata: { name: a }\nspec: { scaleTargetRef: { kind: Deployment, name: b } }\n',
    ),
  ],
  [
    'reference-path',
    'a folder of another repository',
    set(flux, 'Kustomization/nats', ['spec', 'path'], './elsewhere'),
    set(flux, 'Kustomization/nats', ['spec', 'sourceRef', 'name'], 'infra'),
  ],
  [
    'reference-namespace',
    'a namespace of another repository, where this one has none',
    replace('nats/kustomization.yaml', '  - namespace.yaml\n', ''),
    files => {
      files.delete('nats/namespace.yaml');
    },
    replace(
      'jetstream/kustomization.yaml',
      'namespace: nats',
      'namespace: elsewhere',
    ),
  ],
  [
    'reference-server',
    'a broker outside the cluster',
    set(
      'jetstream/account.yaml',
      'Account',
      ['spec', 'servers', 0],
      'tls://nats.example.org:4222',
    ),
  ],
  [
    'reference-reach',
    'a namespace that no policy is about',
    files => {
      for (const path of ['nats/network-policy.yaml', 'nats/ingress.yaml']) {
        files.set(path, {
          content:
            'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: none }\n',
        });
      }
    },
  ],
  [
    'reference-secret',
    'a Secret that others bring, encrypted',
    value(['natsBox', 'contexts', 'default', 'tls', 'secretName'], 'people'),
    add(
      'nats/people.yaml',
      'apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata: { name: people }\n',
    ),
  ],
  [
    'reference-user',
    'users of whole subjects, whose certificates nobody here issues',
    value(['config', 'merge', 'accounts', 'MORE'], {
      users: [{ user: 'CN=ann,OU=platform,O=Example' }],
    }),
  ],
  [
    'reference-account',
    'a JetStream with limits',
    value(['config', 'merge', 'accounts', 'APP', 'jetstream'], {
      max_file: 1_000_000,
    }),
  ],
  [
    'peers-plain',
    'a broker without TLS at all',
    value(['config', 'nats', 'tls', 'enabled'], false),
    value(['config', 'cluster', 'tls', 'enabled'], false),
  ],
  [
    'peers-unverified',
    'a server that clients need no certificate for',
    value(['config', 'nats', 'tls', 'merge'], {}),
    value(['config', 'cluster', 'tls', 'merge'], {}),
  ],
])('%s is quiet about %s', async (id, _what, ...changes) => {
  expect(await placesOf(id, ...changes)).toEqual([]);
});
