import { Finding } from '@nats-portal/plugin-nats-common';
import { accountUserPrefix } from './accountNames';
import { assetNames } from './assetNames';
import { brokerEntityName, workerEntityName } from './entityNames';
import { explainLabel, explainSubdomain, MAX_LABEL_LENGTH } from './explain';
import { error, quote } from './findings';
import { PlacedWorker } from './resolveWorkers';
import { Settings } from './Settings';

/** Names in the broker's namespace that are taken, after its own name. */
const OWN_SUFFIXES = [
  '',
  '-admin',
  '-app',
  '-box',
  '-ca',
  '-headless',
  '-leaf',
  '-monitoring',
  '-nack',
  '-selfsigned',
  '-server',
  '-sys',
];

/** Namespaces of the cluster itself: the default-deny policy of a broker would cut them off. */
const CLUSTER_NAMESPACES = /^(default|flux-system|cert-manager|kube-.*)$/;

/** A file of that name is in the folder of the workers already. */
const OWN_FILES = ['kustomization'];

/** What can be a name in NATS and, with small letters and dashes, in Kubernetes. */
const PLAIN_NAME = /^[A-Za-z0-9_-]+$/;

interface Named {
  name: string;
  path: string;
}

function* checkObjectName(
  original: string,
  name: string,
  path: string,
  explain: (text: string) => string | undefined,
): Iterable<Finding> {
  const problem = PLAIN_NAME.test(original)
    ? explain(name)
    : 'holds something else than letters, digits, dashes and underscores';
  if (problem) {
    yield error(
      'name-kubernetes',
      path,
      `${quote(original)} cannot name an object in Kubernetes: ${problem}`,
    );
  }
}

function* checkDistinct(what: string, named: Named[]): Iterable<Finding> {
  const first = new Map<string, string>();
  for (const { name, path } of named) {
    const earlier = first.get(name);
    if (earlier === undefined) {
      first.set(name, path);
    } else {
      yield error(
        'name-taken',
        path,
        `its ${what} would be called "${name}", as the one of ${earlier}; rename one of the two`,
      );
    }
  }
}

function* checkEntityName(name: string, path: string): Iterable<Finding> {
  if (name.length > MAX_LABEL_LENGTH) {
    yield error(
      'name-entity',
      path,
      `the catalog entity would be called ${quote(name)}, ${
        name.length
      } characters long; ${MAX_LABEL_LENGTH} fit`,
    );
  }
}

function* checkNamespace(settings: Settings): Iterable<Finding> {
  const { name, kedaNamespace, nackNamespace, portalNamespace, prometheus } =
    settings;
  const others = [
    kedaNamespace,
    nackNamespace,
    portalNamespace,
    ...(prometheus === 'none' ? [] : [prometheus.namespace]),
  ];
  if (CLUSTER_NAMESPACES.test(name) || others.includes(name)) {
    yield error(
      'name-reserved',
      'name',
      `${quote(
        name,
      )} is a namespace that something else runs in, and the broker closes its own to all but its clients; choose another`,
    );
  }
}

function* checkBucketNames({
  messaging,
  accounts,
}: Settings): Iterable<Finding> {
  const names = assetNames(messaging, accounts);
  for (const { list, kind } of [
    { list: 'keyValues', kind: 'KeyValue' },
    { list: 'objectStores', kind: 'ObjectStore' },
  ] as const) {
    const named = names[list].map((name, i) => ({
      name,
      path: `messaging.${list}[${i}]`,
    }));
    for (const [i, { name, path }] of named.entries()) {
      yield* checkObjectName(
        messaging[list][i].bucket,
        name,
        `${path}.bucket`,
        explainSubdomain,
      );
    }
    yield* checkDistinct(kind, named);
  }
}

/** Names in the broker's namespace that its own objects have. */
function ownNames(settings: Settings): Set<string> {
  const prefixes = settings.accounts.map(({ name }) =>
    accountUserPrefix(settings, name),
  );
  return new Set(
    prefixes.flatMap(prefix => OWN_SUFFIXES.map(suffix => prefix + suffix)),
  );
}

/** Further publishers, each of whom is a certificate. */
function publishersOf({ accounts }: Settings): Named[] {
  return accounts.flatMap(({ publishers = [] }, i) =>
    publishers.map((name, j) => ({
      name,
      path: `accounts[${i}].publishers[${j}]`,
    })),
  );
}

/** name-reserved, name-kubernetes, name-taken, name-entity: what the objects and entities would be called. */
export function* checkNames(
  settings: Settings,
  workers: PlacedWorker[],
): Iterable<Finding> {
  yield* checkNamespace(settings);
  yield* checkEntityName(brokerEntityName(settings), 'name');
  const names = assetNames(settings.messaging, settings.accounts);
  const streams: Named[] = [];
  const consumers: Named[] = [];
  for (const [i, stream] of settings.messaging.streams.entries()) {
    const path = `messaging.streams[${i}]`;
    streams.push({ name: names.streams[i], path });
    yield* checkObjectName(
      stream.name,
      names.streams[i],
      `${path}.name`,
      explainSubdomain,
    );
    for (const [j, { durableName }] of stream.consumers.entries()) {
      const at = `${path}.consumers[${j}]`;
      consumers.push({ name: names.consumers[i][j], path: at });
      yield* checkObjectName(
        durableName,
        names.consumers[i][j],
        `${at}.durableName`,
        explainSubdomain,
      );
    }
  }
  yield* checkDistinct('Stream', streams);
  yield* checkDistinct('Consumer', consumers);
  yield* checkBucketNames(settings);
  const own = ownNames(settings);
  for (const { worker, path } of workers) {
    yield* checkObjectName(
      worker.consumer,
      worker.name,
      `${path}.durableName`,
      explainLabel,
    );
    yield* checkEntityName(
      workerEntityName(settings, worker.name),
      `${path}.durableName`,
    );
    if (OWN_FILES.includes(worker.name) || own.has(worker.name)) {
      yield error(
        'name-taken',
        `${path}.durableName`,
        `its worker would be called "${worker.name}", as something of the broker itself; rename the consumer`,
      );
    }
  }
  for (const { name, path } of publishersOf(settings)) {
    if (own.has(name)) {
      yield error(
        'name-taken',
        path,
        `its certificate would be called "${name}", as something of the broker itself; choose another name`,
      );
    }
  }
  yield* checkDistinct('worker or publisher', [
    ...workers.map(({ worker, path }) => ({ name: worker.name, path })),
    ...publishersOf(settings),
  ]);
}
