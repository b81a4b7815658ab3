import { stringify } from 'yaml';
import { compareRepositories } from '../compare/compareRepositories';
import { Consequence } from '../compare/Consequence';
import { RepositoryFiles } from '../RepositoryFile';

/** Files from what they hold: texts as they are, objects as YAML documents. */
export function repository(
  files: Record<string, string | object[]>,
): RepositoryFiles {
  return new Map(
    Object.entries(files).map(([path, content]) => [
      path,
      {
        content:
          typeof content === 'string'
            ? content
            : content.map(object => stringify(object)).join('---\n'),
      },
    ]),
  );
}

/** A HelmRelease of the broker. */
export function brokerRelease(values: object, spec: object = {}): object {
  return {
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { name: 'nats', namespace: 'nats' },
    spec: {
      releaseName: 'nats',
      chart: { spec: { chart: 'nats', version: '2.14.2' } },
      values,
      ...spec,
    },
  };
}

/** Values of three servers with a file store. */
export function clusterValues(config: object = {}, rest: object = {}): object {
  return {
    config: {
      cluster: { enabled: true },
      jetstream: { enabled: true },
      ...config,
    },
    ...rest,
  };
}

/** What a change of the broker's values does. */
export function afterValues(before: object, after: object): Consequence[] {
  return compareRepositories(
    repository({ 'nats/release.yaml': [brokerRelease(before)] }),
    repository({ 'nats/release.yaml': [brokerRelease(after)] }),
  );
}

/** What a change of one object does, other objects beside it. */
export function afterObject(
  before: object | undefined,
  after: object | undefined,
  beside: object[] = [],
): Consequence[] {
  const state = (object: object | undefined) =>
    repository({
      'file.yaml': object ? [object] : [],
      'beside.yaml': beside,
    });
  return compareRepositories(state(before), state(after));
}

/** The ids found, in order, each once. */
export function idsOf(consequences: readonly Consequence[]): string[] {
  return [...new Set(consequences.map(({ id }) => id))];
}

/** The consequence of an id, which must be there once. */
export function theOne(
  consequences: readonly Consequence[],
  id: string,
): Consequence {
  const found = consequences.filter(consequence => consequence.id === id);
  expect(found).toHaveLength(1);
  return found[0];
}
