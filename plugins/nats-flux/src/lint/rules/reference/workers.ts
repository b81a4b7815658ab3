import { quote } from '../../../settings/findings';
import { KeyPath, listAt, numberAt, textAt } from '../../model/data';
import { parseEndpoint } from '../../model/endpoint';
import { Manifest } from '../../model/Manifest';
import { perRepository } from '../../model/perRepository';
import { Repository } from '../../model/Repository';
import { scaledConsumers } from '../../model/scaledConsumers';
import { RepositoryFinding } from '../../RepositoryFinding';
import { RepositoryRule, warning } from '../../RepositoryRule';
import { didYouMean } from '../../schemas/nearestName';

const POD = ['spec', 'template', 'spec'];
const CLIENT_PORT = 4222;

/** A workload that is scaled by consumers. */
export interface Worker {
  manifest: Manifest;
  /** `STREAM/consumer` of each. */
  consumers: string[];
}

function keyOf(namespace: string | undefined, name: string | undefined) {
  return JSON.stringify([namespace, name]);
}

/** The Deployments of a repository that are scaled by consumers. */
export const workersOf = perRepository((repository: Repository): Worker[] => {
  const deployments = new Map(
    repository
      .of('apps', 'Deployment')
      .map(each => [keyOf(each.namespace, each.name), each]),
  );
  const workers = new Map<Manifest, Worker>();
  for (const { manifest, consumer } of scaledConsumers(repository)) {
    const name = textAt(manifest.data, ['spec', 'scaleTargetRef', 'name']);
    const target = deployments.get(keyOf(manifest.namespace, name));
    if (target) {
      const worker = workers.get(target) ?? { manifest: target, consumers: [] };
      worker.consumers.push(consumer);
      workers.set(target, worker);
    }
  }
  return [...workers.values()];
});

/** A variable of a container that is written out. */
interface Variable {
  path: KeyPath;
  text: string;
  container: unknown;
}

/** The variables of a worker's containers by their name. */
export function* variablesOf(
  { manifest }: Worker,
  ...names: string[]
): Iterable<Variable> {
  const containers = listAt(manifest.data, [...POD, 'containers']);
  for (const [i, container] of containers.entries()) {
    for (const [j, variable] of listAt(container, ['env']).entries()) {
      const text = textAt(variable, ['value']);
      if (
        text !== undefined &&
        // Others are Flux's, or Kubernetes', to fill in.
        !text.includes('$') &&
        names.includes(textAt(variable, ['name']) ?? '')
      ) {
        const path = [...POD, 'containers', i, 'env', j, 'value'];
        yield { path, text, container };
      }
    }
  }
}

function* otherNames(worker: Worker): Iterable<RepositoryFinding> {
  const parts = worker.consumers.map(consumer => consumer.split('/'));
  for (const [name, part] of [
    ['NATS_STREAM', 0],
    ['NATS_CONSUMER', 1],
  ] as const) {
    const known = parts.map(names => names[part]);
    for (const { path, text } of variablesOf(worker, name)) {
      if (!known.includes(text)) {
        yield warning(
          'reference-worker',
          worker.manifest,
          path,
          `the pods take from ${quote(
            text,
          )}, and KEDA scales them by ${worker.consumers.join(
            ' and ',
          )}: what waits there is taken by nobody, or starts nobody${didYouMean(
            text,
            known,
          )}`,
        );
      }
    }
  }
}

/** A service of the cluster, by its full name. */
const SERVICE = /^([a-z0-9-]+)\.([a-z0-9-]+)\.svc(?:\.|$)/;

function* otherServers(
  worker: Worker,
  { natsReleases }: Repository,
): Iterable<RepositoryFinding> {
  for (const { path, text } of variablesOf(worker, 'NATS_URL')) {
    const { host, port } = parseEndpoint(text);
    const [, service, namespace] = SERVICE.exec(host) ?? [];
    const broker = natsReleases.find(
      release =>
        release.namespace === namespace &&
        [release.fullname, `${release.fullname}-headless`].includes(service),
    );
    const wanted =
      numberAt(broker?.values, ['config', 'nats', 'port']) ?? CLIENT_PORT;
    if (service !== undefined && natsReleases.length > 0 && !broker) {
      yield warning(
        'reference-worker',
        worker.manifest,
        path,
        `${quote(
          host,
        )} is no Service of a broker of this repository (${natsReleases
          .map(each => `${each.fullname}.${each.namespace}.svc`)
          .join(
            ', ',
          )}): where there is none, the pods never connect; mend the address`,
      );
    } else if (broker && port !== undefined && Number(port) !== wanted) {
      yield warning(
        'reference-worker',
        worker.manifest,
        path,
        `clients connect at ${wanted}, and ${port} is another port: the pods never connect; write ${wanted}`,
      );
    }
  }
}

function* otherPaths(worker: Worker): Iterable<RepositoryFinding> {
  for (const { path, text, container } of variablesOf(
    worker,
    'NATS_CA',
    'NATS_CERT',
    'NATS_CREDS',
    'NATS_KEY',
  )) {
    const mounts = listAt(container, ['volumeMounts']).flatMap(
      mount => textAt(mount, ['mountPath']) ?? [],
    );
    const isMounted = mounts.some(
      mount => text === mount || text.startsWith(mount.replace(/\/*$/, '/')),
    );
    if (text.startsWith('/') && !isMounted) {
      yield warning(
        'reference-worker',
        worker.manifest,
        path,
        `nothing is mounted where ${quote(text)} would be (${
          mounts.join(', ') || 'no volumeMounts'
        }): where the image has no such file, the pods never connect; mount the Secret there, or mend the path`,
      );
    }
  }
}

/** reference-worker: what the pods are told, and what is there. */
export const workerRules: RepositoryRule[] = [
  function* workers(repository) {
    for (const worker of workersOf(repository)) {
      yield* otherNames(worker);
      yield* otherServers(worker, repository);
      yield* otherPaths(worker);
    }
  },
];
