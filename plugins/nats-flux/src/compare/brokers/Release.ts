import {
  isAbsent,
  isTree,
  numberOf,
  scalarText,
  textAt,
  Tree,
  valueAt,
} from '../repository/tree';
import { RepositoryObject } from '../repository/RepositoryObject';
import { chartDefaults } from './chartDefaults';

/** Names that the chart derives; what lives under them is found by them only. */
export interface ReleaseNames {
  namespace: string;
  /** Helm's name of the release. */
  release: string;
  /** The chart's `nats.fullname`. */
  fullname: string;
  /** Also the name of the NATS cluster and the beginning of each server's. */
  statefulSet: string;
  headlessService: string;
}

/** A Helm release of the chart nats, with what the chart makes of its values. */
export interface Release {
  object: RepositoryObject;
  values: Tree;
  defaults: Tree;
  /** The chart's version, empty where it is not said here. */
  chartVersion: string;
  /** The server's version, empty where it is not said here. */
  serverVersion: string;
  names: ReleaseNames;
}

/** A release in two states of a repository. */
export interface ReleasePair {
  before: Release;
  after: Release;
}

/** Where values stand in the HelmRelease. */
export const VALUES = ['spec', 'values'];

/** Longest name that the chart makes. */
const MAX_NAME_LENGTH = 63;

const CHART = 'nats';

function namesOf(object: RepositoryObject, values: Tree): ReleaseNames {
  const { content, name } = object;
  const target = textAt(content, ['spec', 'targetNamespace']);
  // As helm-controller composes it.
  const release =
    textAt(content, ['spec', 'releaseName']) ??
    (target ? `${target}-${name}` : name);
  const given = (path: string[]) => textAt(values, path) || undefined;
  const chart = given(['nameOverride']) ?? CHART;
  const fullname = (
    given(['fullnameOverride']) ??
    (release.includes(chart) ? release : `${release}-${chart}`)
  ).slice(0, MAX_NAME_LENGTH);
  return {
    namespace:
      given(['namespaceOverride']) ?? target ?? (object.namespace || 'default'),
    release,
    fullname,
    statefulSet: given(['statefulSet', 'name']) ?? fullname,
    headlessService:
      given(['headlessService', 'name']) ?? `${fullname}-headless`,
  };
}

/** Reads a HelmRelease of the chart nats. */
export function toRelease(object: RepositoryObject): Release {
  const found = valueAt(object.content, VALUES);
  const values = isTree(found) ? found : {};
  const chartVersion = scalarText(
    valueAt(object.content, ['spec', 'chart', 'spec', 'version']),
  );
  const tag = textAt(values, ['container', 'image', 'tag']);
  return {
    object,
    values,
    defaults: chartDefaults(chartVersion),
    chartVersion,
    serverVersion: tag ?? chartVersion,
    names: namesOf(object, values),
  };
}

/** What counts for the chart: the value, or its default where nothing is written. */
export function valueOf(
  { values, defaults }: Release,
  path: readonly string[],
): unknown {
  const given = valueAt(values, path);
  return isAbsent(given) ? valueAt(defaults, path) : given;
}

/** True where a value, or its default, is true. */
export function isOn(release: Release, ...path: string[]): boolean {
  return valueOf(release, path) === true;
}

/** True where the servers form a cluster. */
export function isClustered(release: Release): boolean {
  return isOn(release, 'config', 'cluster', 'enabled');
}

/** How many servers there are; 0 where nobody can tell. */
export function serversOf(release: Release): number {
  return isClustered(release)
    ? numberOf(valueOf(release, ['config', 'cluster', 'replicas'])) ?? 0
    : 1;
}

/** True where the servers keep streams. */
export function hasJetStream(release: Release): boolean {
  return isOn(release, 'config', 'jetstream', 'enabled');
}

/** True where every change of the configuration restarts the pods. */
export function rollsOnConfig(release: Release): boolean {
  return isOn(release, 'podTemplate', 'configChecksumAnnotation');
}
