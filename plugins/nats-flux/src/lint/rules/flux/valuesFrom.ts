import { formatPath } from '@nats-portal/plugin-nats-common';
import { parse } from 'yaml';
import { quote } from '../../../settings/findings';
import {
  isMapping,
  isSetAt,
  KeyPath,
  listAt,
  textAt,
  valueAt,
} from '../../model/data';
import { Manifest } from '../../model/Manifest';
import { GROUPS, Repository } from '../../model/Repository';
import { RepositoryFinding } from '../../RepositoryFinding';
import { error, RepositoryRule, warning } from '../../RepositoryRule';
import { natsChartValues } from '../../schemas/natsChart';
import { compareSchema } from '../../schemas/compareSchema';
import { suggestion } from '../explainMismatch';
import { forEachRelease, ReleaseRule } from '../ReleaseRule';

const PATH: KeyPath = ['spec', 'valuesFrom'];

/** The key that Flux reads where none is named. */
const DEFAULT_KEY = 'values.yaml';

/** flux-values-from: values that no rule sees. */
const visibleValues: ReleaseRule = function* visibleValues({ manifest }) {
  for (const [i, source] of listAt(manifest.data, PATH).entries()) {
    if (isSetAt(source, ['targetPath'])) {
      yield warning(
        'flux-values-from',
        manifest,
        [...PATH, i, 'targetPath'],
        'wins over what is in values, and no check sees it: a mistake in it reaches the broker unnoticed; write what is no secret into values',
      );
    }
  }
};

/** A ConfigMap or Secret that a release takes values from. */
interface Source {
  release: Manifest;
  /** Of its entry in the release. */
  path: KeyPath;
  kind: string;
  name: string;
  key: string;
  /** True for the text of one value, which may be anything. */
  isOneValue: boolean;
  /** True where the release goes without it if it is not there. */
  isOptional: boolean;
}

function* sourcesOf({ of }: Repository): Iterable<Source> {
  for (const release of of(GROUPS.helm, 'HelmRelease')) {
    for (const [i, source] of listAt(release.data, PATH).entries()) {
      const kind = textAt(source, ['kind']);
      const name = textAt(source, ['name']);
      if (kind !== undefined && name !== undefined) {
        yield {
          release,
          path: [...PATH, i],
          kind,
          name,
          key: textAt(source, ['valuesKey']) ?? DEFAULT_KEY,
          isOneValue: isSetAt(source, ['targetPath']),
          isOptional: valueAt(source, ['optional']) === true,
        };
      }
    }
  }
}

/** True where kustomize or an operator makes it of something else. */
function isMadeOtherwise(
  { kind, name }: Source,
  { lists, of }: Repository,
): boolean {
  const generators =
    kind === 'ConfigMap' ? 'configMapGenerator' : 'secretGenerator';
  return (
    lists.some(({ manifest }) =>
      listAt(manifest.data, [generators]).some(
        generator => textAt(generator, ['name']) === name,
      ),
    ) ||
    (kind === 'Secret' &&
      [
        ...of('bitnami.com', 'SealedSecret'),
        ...of('external-secrets.io', 'ExternalSecret'),
      ].some(
        each =>
          (textAt(each.data, ['spec', 'target', 'name']) ?? each.name) === name,
      ))
  );
}

/** The text that a ConfigMap or Secret has under a key; `undefined` where it has none. */
function textUnder(object: Manifest, key: string): unknown {
  return (
    valueAt(object.data, ['data', key]) ??
    valueAt(object.data, ['stringData', key]) ??
    valueAt(object.data, ['binaryData', key])
  );
}

/** The values that a text stands for; `undefined` where it is no map of them. */
function valuesOf(text: string): Record<string, unknown> | undefined {
  try {
    // An empty file is a map of nothing.
    const values: unknown = parse(text, { maxAliasCount: 1000 }) ?? {};
    return isMapping(values) ? values : undefined;
  } catch {
    return undefined;
  }
}

/** What is wrong with values that stand in a ConfigMap. */
function* findIn(
  object: Manifest,
  { key, release }: Source,
  { natsReleases }: Repository,
): Iterable<RepositoryFinding> {
  const text = valueAt(object.data, ['data', key]);
  const path = ['data', key];
  if (typeof text !== 'string') {
    return;
  }
  const values = valuesOf(text);
  if (!values) {
    yield error(
      'flux-values-source',
      object,
      path,
      `is no map of values in YAML, so Helm installs and upgrades nothing of ${release.name}; write a values file, or name one value of it as targetPath in the release`,
    );
  } else if (natsReleases.some(({ manifest }) => manifest === release)) {
    for (const mismatch of compareSchema(natsChartValues, values)) {
      if (mismatch.problem === 'unknown') {
        yield error(
          'values-unknown-key',
          object,
          path,
          `${formatPath(
            mismatch.path,
          )} is no value of the chart: Helm ignores it in silence, and what it asks for does not happen${suggestion(
            mismatch,
          )}`,
        );
      }
    }
  }
}

/** flux-values-source: values that are not where a release looks for them. */
const sources: RepositoryRule = function* sources(repository) {
  for (const source of sourcesOf(repository)) {
    const { release, path, kind, name, key, isOptional, isOneValue } = source;
    const object = repository
      .of('', kind)
      .find(each => each.name === name && each.namespace === release.namespace);
    if (object && textUnder(object, key) === undefined) {
      yield error(
        'flux-values-source',
        release,
        path,
        `${kind} ${quote(name)} (${object.file}) has no key ${quote(
          key,
        )}, so Flux installs and upgrades nothing of ${
          release.name
        }; name the key that it has as valuesKey`,
      );
    } else if (object && kind === 'ConfigMap' && !isOneValue) {
      yield* findIn(object, source, repository);
    } else if (!object && !isOptional && !isMadeOtherwise(source, repository)) {
      yield warning(
        'flux-values-source',
        release,
        [...path, 'name'],
        `no ${kind} of this repository is called ${quote(
          name,
        )} in the namespace of the release; where nothing else makes it, Flux installs and upgrades nothing of ${
          release.name
        }: add it, or mend the name`,
      );
    }
  }
};

/** Rules about values that a release takes from elsewhere. */
export const fluxValuesFromRules: RepositoryRule[] = [
  forEachRelease(visibleValues),
  sources,
];
