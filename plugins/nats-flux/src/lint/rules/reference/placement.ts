import { quote } from '../../../settings/findings';
import { isSetAt, listAt, textAt, textsAt } from '../../model/data';
import { parseEndpoint, releaseAt } from '../../model/endpoint';
import { Manifest } from '../../model/Manifest';
import { isOn, NatsRelease } from '../../model/NatsRelease';
import { GROUPS, Repository } from '../../model/Repository';
import { RepositoryFinding } from '../../RepositoryFinding';
import { error, RepositoryRule } from '../../RepositoryRule';
import { didYouMean } from '../../schemas/nearestName';

const TAGS = ['spec', 'placement', 'tags'];
const CLUSTER = ['spec', 'placement', 'cluster'];
const SERVER_TAGS = ['config', 'merge', 'server_tags'];
const GATEWAYS = ['config', 'gateway', 'merge', 'gateways'];

const REFUSED =
  'so the server refuses the asset (10005), and what depends on it is never applied';

/** The brokers an asset may come to: the one its Account connects to, or all of the repository where that is not to be seen. */
function brokersOf(
  { data, namespace }: Manifest,
  { natsReleases, of }: Repository,
): readonly NatsRelease[] {
  const account = of(GROUPS.jetStream, 'Account').find(
    each =>
      each.name === textAt(data, ['spec', 'account']) &&
      each.namespace === namespace,
  );
  const urls = [
    ...textsAt(account?.data, ['spec', 'servers']),
    ...textsAt(data, ['spec', 'servers']),
  ];
  const found = urls.flatMap(
    url => releaseAt(parseEndpoint(url).host, natsReleases) ?? [],
  );
  return urls.length > 0 ? [...new Set(found)] : natsReleases;
}

function hasGateway({ values }: NatsRelease): boolean {
  return isOn(values, ['config', 'gateway', 'enabled']);
}

/** The clusters of the topology that a broker is in; `undefined` where others may be that nobody here names. */
function clustersOf(release: NatsRelease): string[] | undefined {
  const { clusterName, values } = release;
  if (clusterName === undefined || !hasGateway(release)) {
    return clusterName === undefined ? undefined : [clusterName];
  }
  const others = listAt(values, GATEWAYS).flatMap(
    gateway => textAt(gateway, ['name']) ?? [],
  );
  return others.length > 0 ? [clusterName, ...others] : undefined;
}

function* unknownTags(
  manifest: Manifest,
  brokers: readonly NatsRelease[],
): Iterable<RepositoryFinding> {
  const cluster = textAt(manifest.data, CLUSTER);
  const isHere = (release: NatsRelease) =>
    !hasGateway(release) || release.clusterName === cluster;
  if (!brokers.every(isHere)) {
    // Servers of another cluster may have them.
    return;
  }
  const tags = new Set(
    brokers
      .flatMap(({ values }) => textsAt(values, SERVER_TAGS))
      .map(tag => tag.toLowerCase()),
  );
  for (const [i, tag] of textsAt(manifest.data, TAGS).entries()) {
    if (!tags.has(tag.toLowerCase())) {
      yield error(
        'reference-placement',
        manifest,
        [...TAGS, i],
        `no server of this repository has the tag, ${REFUSED}; give servers the tag in config.merge.server_tags, or take it out`,
      );
    }
  }
}

function* unknownCluster(
  manifest: Manifest,
  brokers: readonly NatsRelease[],
): Iterable<RepositoryFinding> {
  const wanted = textAt(manifest.data, CLUSTER);
  const known = brokers.map(clustersOf);
  const names = known.flatMap(each => each ?? []);
  // Upper and lower case are two names to the server (run on 2.10.27 and 2.15.1).
  if (wanted && !known.includes(undefined) && !names.includes(wanted)) {
    yield error(
      'reference-placement',
      manifest,
      CLUSTER,
      `${quote(wanted)} is no cluster of NATS servers of this repository (${[
        ...new Set(names),
      ].join(', ')}), ${REFUSED}; mend the name${didYouMean(
        wanted,
        names,
      )}, or take it out`,
    );
  }
}

/** reference-placement: tags that no server has, and clusters that no broker of the topology is. */
const placement: RepositoryRule = function* placement(repository) {
  for (const manifest of repository.of(
    GROUPS.jetStream,
    'Stream',
    'KeyValue',
    'ObjectStore',
  )) {
    const brokers = brokersOf(manifest, repository);
    const isElsewhere = isSetAt(manifest.data, ['spec', 'jsDomain']);
    // A server without a cluster takes any placement, and does nothing with it.
    if (
      !isElsewhere &&
      brokers.length > 0 &&
      brokers.every(({ clustered }) => clustered)
    ) {
      yield* unknownTags(manifest, brokers);
      yield* unknownCluster(manifest, brokers);
    }
  }
};

/** Rules about where streams are to live. */
export const placementRules: RepositoryRule[] = [placement];
