import {
  entriesAt,
  isSetAt,
  KeyPath,
  listAt,
  textAt,
  valueAt,
} from '../../model/data';
import { Manifest } from '../../model/Manifest';
import { FluxKustomization, GROUPS, Repository } from '../../model/Repository';
import { error, RepositoryRule, warning } from '../../RepositoryRule';

/** Kinds of NACK whose readiness the server decides. */
const ASSETS = ['Stream', 'Consumer', 'KeyValue', 'ObjectStore'];

function isAsset({ group, kind }: Manifest): boolean {
  return group === GROUPS.jetStream && ASSETS.includes(kind);
}

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

/** flux-health-expr: kinds whose errors Flux does not see. */
const healthExpressions: RepositoryRule = function* healthExpressions({
  fluxKustomizations,
}) {
  for (const { manifest, applies } of fluxKustomizations) {
    const path: KeyPath = ['spec', 'healthCheckExprs'];
    const waits = valueAt(manifest.data, ['spec', 'wait']) === true;
    const covered = (kind: string) =>
      listAt(manifest.data, path).some(
        item =>
          textAt(item, ['apiVersion'])?.startsWith(`${GROUPS.jetStream}/`) &&
          [undefined, kind].includes(textAt(item, ['kind'])),
      );
    const kinds = new Set(applies.filter(isAsset).map(({ kind }) => kind));
    const missing = [...kinds].filter(kind => !covered(kind));
    if (waits && missing.length > 0) {
      yield error(
        'flux-health-expr',
        manifest,
        path,
        `waits for ${missing.join(
          ' and ',
        )} without knowing their errors: one that the server refuses looks in progress until the timeout; add healthCheckExprs for ${
          GROUPS.jetStream
        }`,
      );
    }
  }
};

/** flux-wait-healthchecks: a list that is not looked at. */
const oneWayToWait: RepositoryRule = function* oneWayToWait({
  fluxKustomizations,
}) {
  for (const { manifest } of fluxKustomizations) {
    const path = ['spec', 'healthChecks'];
    if (
      valueAt(manifest.data, ['spec', 'wait']) === true &&
      isSetAt(manifest.data, path)
    ) {
      yield warning(
        'flux-wait-healthchecks',
        manifest,
        path,
        'is ignored with wait: true, which waits for everything; leave one of the two out',
      );
    }
  }
};

/** Every text below a value, with where it stands. */
function* textsBelow(
  value: unknown,
  path: KeyPath,
): Iterable<{ text: string; path: KeyPath }> {
  if (typeof value === 'string') {
    yield { text: value, path };
  } else if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) {
      yield* textsBelow(item, [...path, i]);
    }
  } else {
    for (const [key, item] of entriesAt(value, [])) {
      yield* textsBelow(item, [...path, key]);
    }
  }
}

const SUBSTITUTE = 'kustomize.toolkit.fluxcd.io/substitute';

/** values-substitution: texts of shells and configurations that Flux takes for variables of its own. */
const substitution: RepositoryRule = function* substitution({
  fluxKustomizations,
}) {
  for (const { manifest, applies } of fluxKustomizations) {
    const known = new Set(
      entriesAt(manifest.data, ['spec', 'postBuild', 'substitute']).map(
        ([key]) => key,
      ),
    );
    const fromElsewhere = isSetAt(manifest.data, [
      'spec',
      'postBuild',
      'substituteFrom',
    ]);
    if (fromElsewhere || known.size === 0) {
      // Nothing is substituted, or nobody here knows what is.
      continue;
    }
    const touched = applies.filter(
      ({ data }) =>
        textAt(data, ['metadata', 'annotations', SUBSTITUTE]) !== 'disabled',
    );
    for (const applied of touched) {
      for (const { text, path } of textsBelow(applied.data, [])) {
        const [, name] = /(?<!\$)\$\{([A-Za-z_]\w*)\}/.exec(text) ?? [];
        if (name !== undefined && !known.has(name)) {
          yield warning(
            'values-substitution',
            applied,
            path,
            `\${${name}} is replaced by nothing: the Kustomization ${manifest.name} substitutes variables and knows no ${name}; write $\${${name}} for the text itself`,
          );
        }
      }
    }
  }
};

/** Rules about what waits for what. */
export const fluxOrderRules: RepositoryRule[] = [
  order,
  sameKind,
  healthExpressions,
  oneWayToWait,
  substitution,
];
