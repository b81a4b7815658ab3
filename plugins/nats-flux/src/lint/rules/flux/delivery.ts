import { parseDuration } from '@nats-portal/plugin-nats-common';
import { quote } from '../../../settings/findings';
import { exactVersion } from '../../model/chartVersion';
import { entriesAt, numberAt, textAt, valueAt } from '../../model/data';
import { Manifest } from '../../model/Manifest';
import { chartOf } from '../../model/NatsRelease';
import { GROUPS, Repository } from '../../model/Repository';
import { error, RepositoryRule, warning } from '../../RepositoryRule';
import { forEachRelease, ReleaseRule } from '../ReleaseRule';

const MINUTE = 60e9;

/** The chart's start-up probe: 90 tries, 10 seconds apart. */
const MINUTES_PER_SERVER = 15;

/** What Flux waits where a release says nothing. */
const DEFAULT_TIMEOUT = '5m';

/** flux-chart-pin: a release that walks into new servers by itself. */
const pinnedChart: ReleaseRule = function* pinnedChart(release, repository) {
  const { manifest, version } = release;
  const { versionPath } = chartOf(
    manifest,
    repository.of(GROUPS.source, 'OCIRepository'),
  );
  // A chart of a registry may be pinned in a repository that is not this one.
  const elsewhere = versionPath[1] === 'chartRef' && version === undefined;
  if (!elsewhere && !exactVersion(version)) {
    yield error(
      'flux-chart-pin',
      manifest,
      versionPath,
      `${
        version === undefined ? 'no version' : quote(version)
      } walks from server to server by itself, and each has other defaults (2.15: at most 1,000 consumers per stream); pin one, such as 2.14.2`,
    );
  }
};

/** flux-timeout: a release that is called failed while its servers start. */
const patience: ReleaseRule = function* patience({ manifest, servers }) {
  const path = ['spec', 'timeout'];
  const text = textAt(manifest.data, path) ?? DEFAULT_TIMEOUT;
  const wanted = MINUTES_PER_SERVER * servers;
  const timeout = parseDuration(text);
  if (timeout !== undefined && timeout < wanted * MINUTE) {
    yield error(
      'flux-timeout',
      manifest,
      path,
      `${text} is less than the ${wanted} minutes that ${servers} ${
        servers === 1 ? 'server' : 'servers'
      } may take to start one after another: Flux calls the release failed while all is well; write ${wanted}m`,
    );
  }
};

/** flux-strategy, flux-upgrade-force: repairs that make it worse. */
const noRemedies: ReleaseRule = function* noRemedies({ manifest }) {
  const { data } = manifest;
  const strategy = ['spec', 'upgrade', 'strategy', 'name'];
  const name = textAt(data, strategy);
  const retries = numberAt(data, ['spec', 'upgrade', 'remediation', 'retries']);
  if (
    (name !== undefined && name !== 'RetryOnFailure') ||
    (name === undefined && retries !== undefined && retries !== 0)
  ) {
    yield error(
      'flux-strategy',
      manifest,
      name === undefined ? ['spec', 'upgrade', 'remediation'] : strategy,
      'after a failed upgrade Flux rolls all servers back, one more restart each, and can undo neither volumes nor streams; use strategy: { name: RetryOnFailure }',
    );
  }
  if (valueAt(data, ['spec', 'upgrade', 'force']) === true) {
    yield warning(
      'flux-upgrade-force',
      manifest,
      ['spec', 'upgrade', 'force'],
      'is ignored under server-side apply, and where it is not, it recreates the servers; leave it out',
    );
  }
};

/** Charts that bring kinds of their own in a folder that Helm does not upgrade. */
const CHARTS_WITH_CRDS = ['nack', 'kube-prometheus-stack'];

/** nack-crds-policy, flux-crds: kinds that stay as old as the first installation. */
const upgradedKinds: RepositoryRule = function* upgradedKinds({ of }) {
  for (const release of of(GROUPS.helm, 'HelmRelease')) {
    const { chart } = chartOf(release, of(GROUPS.source, 'OCIRepository'));
    const wanted = chart === 'nack' ? ['install', 'upgrade'] : ['upgrade'];
    const missing = wanted.filter(
      step => textAt(release.data, ['spec', step, 'crds']) !== 'CreateReplace',
    );
    if (CHARTS_WITH_CRDS.includes(chart) && missing.length > 0) {
      yield error(
        chart === 'nack' ? 'nack-crds-policy' : 'flux-crds',
        release,
        ['spec', missing[0]],
        `${missing
          .map(step => `${step}.crds`)
          .join(
            ' and ',
          )} must be CreateReplace: otherwise the kinds of ${chart} stay as they were first installed, and fields that a new version knows are dropped in silence`,
      );
    }
  }
};

const FORCE = 'kustomize.toolkit.fluxcd.io/force';

/** flux-force: objects that are deleted and made anew. */
const noForce: RepositoryRule = function* noForce(repository) {
  const brokers = new Set(
    repository.natsReleases.map(({ manifest }) => manifest),
  );
  const precious = (manifest: Manifest) =>
    manifest.group === GROUPS.jetStream || brokers.has(manifest);
  for (const { manifest, applies } of repository.fluxKustomizations) {
    if (
      valueAt(manifest.data, ['spec', 'force']) === true &&
      applies.some(precious)
    ) {
      yield error(
        'flux-force',
        manifest,
        ['spec', 'force'],
        'deletes and recreates what cannot be changed in place, and with a stream or the broker all messages go; leave it out',
      );
    }
  }
  for (const manifest of repository.manifests.filter(precious)) {
    const path = ['metadata', 'annotations', FORCE];
    if (String(valueAt(manifest.data, path)).toLowerCase() === 'enabled') {
      yield error(
        'flux-force',
        manifest,
        path,
        'deletes and recreates the object when it cannot be changed in place, and all messages go; leave it out',
      );
    }
  }
};

/** flux-prune-namespace: a namespace whose removal takes the volumes along. */
const keptNamespaces: RepositoryRule = function* keptNamespaces({
  natsReleases,
  of,
}: Repository) {
  const brokers = natsReleases.map(({ namespace }) => namespace);
  for (const namespace of of('', 'Namespace')) {
    const annotations = Object.fromEntries(
      entriesAt(namespace.data, ['metadata', 'annotations']),
    );
    if (
      brokers.includes(namespace.name) &&
      annotations['kustomize.toolkit.fluxcd.io/prune'] !== 'disabled'
    ) {
      yield warning(
        'flux-prune-namespace',
        namespace,
        ['metadata', 'annotations'],
        'taking this file away, or renaming it, deletes the namespace, its volumes and with them every message; add the annotation kustomize.toolkit.fluxcd.io/prune: disabled',
      );
    }
  }
};

/** Rules about how Flux delivers the broker. */
export const fluxDeliveryRules: RepositoryRule[] = [
  ...[pinnedChart, patience, noRemedies].map(forEachRelease),
  upgradedKinds,
  noForce,
  keptNamespaces,
];
