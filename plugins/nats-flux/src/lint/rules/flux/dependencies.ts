import { listAt, textAt } from '../../model/data';
import { Manifest } from '../../model/Manifest';
import { chartOf } from '../../model/NatsRelease';
import { FluxKustomization, GROUPS, Repository } from '../../model/Repository';
import { error, RepositoryRule } from '../../RepositoryRule';
import { isAsset } from './assets';

function isScaler({ group, kind }: Manifest): boolean {
  return group === GROUPS.keda && kind === 'ScaledObject';
}

function namesOf({ data }: Manifest): string[] {
  return listAt(data, ['spec', 'dependsOn']).flatMap(
    item => textAt(item, ['name']) ?? [],
  );
}

/** Everything that a Kustomization waits for, at any distance. */
function dependenciesOf(
  start: FluxKustomization,
  all: readonly FluxKustomization[],
): Set<FluxKustomization> {
  const found = new Set<FluxKustomization>();
  const open = [start];
  for (let next = open.pop(); next; next = open.pop()) {
    const names = namesOf(next.manifest);
    for (const candidate of all) {
      if (names.includes(candidate.manifest.name) && !found.has(candidate)) {
        found.add(candidate);
        open.push(candidate);
      }
    }
  }
  return found;
}

function clusterOf({ manifest }: FluxKustomization): string {
  return manifest.file.split('/').slice(0, -1).join('/');
}

/** flux-depends-order: streams before the broker, workers before the streams. */
const order: RepositoryRule = function* order({
  fluxKustomizations,
  natsReleases,
}: Repository) {
  const brokers = new Set(natsReleases.map(({ manifest }) => manifest));
  const appliesBroker = ({ applies }: FluxKustomization) =>
    applies.some(manifest => brokers.has(manifest));
  for (const kustomization of fluxKustomizations) {
    const neighbours = fluxKustomizations.filter(
      other => clusterOf(other) === clusterOf(kustomization),
    );
    const needsBroker = kustomization.applies.some(
      manifest => isAsset(manifest) || isScaler(manifest),
    );
    if (!needsBroker || !neighbours.some(appliesBroker)) {
      continue;
    }
    const earlier = dependenciesOf(kustomization, neighbours);
    if (![...earlier].some(appliesBroker)) {
      yield error(
        'flux-depends-order',
        kustomization.manifest,
        ['spec', 'dependsOn'],
        'applies streams, consumers or scalers without waiting for the Kustomization of the broker: a first error while NATS still starts counts as failed; put them into a Kustomization of their own with dependsOn',
      );
    }
  }
};

/** Groups of kinds, by the chart that brings them to a cluster. */
const KINDS_OF_CHARTS: Readonly<Record<string, string>> = {
  'cert-manager': GROUPS.certManager,
  keda: GROUPS.keda,
  'kube-prometheus-stack': 'monitoring.coreos.com',
  nack: GROUPS.jetStream,
};

/** flux-depends-order: objects of kinds that the cluster does not have yet. */
const kindsFirst: RepositoryRule = function* kindsFirst({
  fluxKustomizations,
  of,
}: Repository) {
  const sources = of(GROUPS.source, 'OCIRepository');
  const bringers = new Map(
    of(GROUPS.helm, 'HelmRelease').flatMap(release => {
      const { chart } = chartOf(release, sources);
      const group = Object.hasOwn(KINDS_OF_CHARTS, chart)
        ? KINDS_OF_CHARTS[chart]
        : undefined;
      return group === undefined ? [] : [[release, { chart, group }] as const];
    }),
  );
  if (bringers.size === 0) {
    return;
  }
  const broughtBy = ({ applies }: FluxKustomization) =>
    applies.flatMap(manifest => bringers.get(manifest) ?? []);
  for (const kustomization of fluxKustomizations) {
    const neighbours = fluxKustomizations.filter(
      other => clusterOf(other) === clusterOf(kustomization),
    );
    const earlier = new Set(
      [...dependenciesOf(kustomization, neighbours)]
        .flatMap(broughtBy)
        .map(({ group }) => group),
    );
    const used = new Set(kustomization.applies.map(({ group }) => group));
    for (const { chart, group } of neighbours.flatMap(broughtBy)) {
      if (used.has(group) && !earlier.has(group)) {
        yield error(
          'flux-depends-order',
          kustomization.manifest,
          ['spec', 'dependsOn'],
          `applies kinds of ${group} without waiting for the chart ${chart} that brings them: at the first time there is no such kind, and nothing of this Kustomization is applied; install ${chart} in a Kustomization of its own with wait: true, and name that in dependsOn`,
        );
      }
    }
  }
};

/** flux-depends-kind: dependencies between kinds that do not know each other. */
const sameKind: RepositoryRule = function* sameKind({
  of,
  fluxKustomizations,
}: Repository) {
  const kustomizations = fluxKustomizations.map(({ manifest }) => manifest);
  const releases = of(GROUPS.helm, 'HelmRelease');
  for (const [own, others, other] of [
    [kustomizations, releases, 'HelmRelease'],
    [releases, kustomizations, 'Kustomization'],
  ] as const) {
    const ownNames = own.map(({ name }) => name);
    const otherNames = others.map(({ name }) => name);
    for (const manifest of own) {
      for (const [i, name] of namesOf(manifest).entries()) {
        if (!ownNames.includes(name) && otherNames.includes(name)) {
          yield error(
            'flux-depends-kind',
            manifest,
            ['spec', 'dependsOn', i],
            `${name} is a ${other}, and dependsOn names objects of the same kind only: this one waits for ever; order them by Kustomizations`,
          );
        }
      }
    }
  }
};

/** flux-depends-circle: those who wait for each other. */
const noCircles: RepositoryRule = function* noCircles({ fluxKustomizations }) {
  for (const kustomization of fluxKustomizations) {
    const neighbours = fluxKustomizations.filter(
      other => clusterOf(other) === clusterOf(kustomization),
    );
    if (dependenciesOf(kustomization, neighbours).has(kustomization)) {
      yield error(
        'flux-depends-circle',
        kustomization.manifest,
        ['spec', 'dependsOn'],
        'waits for itself, by way of what it depends on: none of them is ever applied; take one of the dependencies out',
      );
    }
  }
};

/** Rules about what waits for what. */
export const fluxDependencyRules: RepositoryRule[] = [
  order,
  kindsFirst,
  sameKind,
  noCircles,
];
