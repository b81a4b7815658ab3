import { formatPath } from '@nats-portal/plugin-nats-common';
import { isBefore } from '../../model/chartVersion';
import { isSetAt, KeyPath } from '../../model/data';
import { compareSchema, Mismatch } from '../../schemas/compareSchema';
import { NATS_CHART_VERSION } from '../../../settings/natsChartVersion';
import { natsChartValues } from '../../schemas/natsChart';
import { isSubstituted, suggestion, wanted } from '../explainMismatch';
import {
  ReleaseRule,
  forEachRelease,
  valueError,
  valueWarning,
} from '../ReleaseRule';

/** Keys that people write, that no template reads, and what to write instead. */
const IGNORED: {
  id: string;
  keys: RegExp;
  message: string;
  severity?: 'warning';
}[] = [
  {
    id: 'values-pre-1-key',
    keys: /^(?:jetstream|cluster|persistence|fileStorage|nats|auth)$|^config\.jetstream\.fileStore\.storageDirectory$/,
    message:
      'is of the chart before 1.0 and does nothing since: JetStream and the cluster stay off, and nobody says so; write the settings below config',
  },
  {
    id: 'values-natsbox-image-resources',
    keys: /^natsBox\.container\.image\.resources$/,
    message:
      "is in the chart's list of values, and no template reads it: nats-box runs without these resources; use natsBox.container.merge.resources",
  },
  {
    id: 'values-sidecar-resources',
    keys: /^(?:promExporter|reloader)\.resources$/,
    message:
      'is read by no template, so the container runs without these resources; put them below merge.resources beside it',
  },
  {
    id: 'values-podmonitor-labels',
    keys: /^promExporter\.podMonitor\.(?:labels|additionalLabels)$/,
    message:
      'is read by no template, so Prometheus selects nothing; use promExporter.podMonitor.merge.metadata.labels',
  },
  {
    id: 'tls-monitor-secret',
    severity: 'warning',
    keys: /^config\.monitor\.tls\.secretName$/,
    message:
      'is read by no template: the monitoring port takes the certificate of config.nats.tls; leave it out',
  },
];

/** What Helm and Kubernetes read as true or false, and YAML 1.2 as a text. */
const YAML_1_1_BOOLEAN = /^(?:y|n|yes|no|on|off)$/i;

function explainUnknown(
  mismatch: Extract<Mismatch, { problem: 'unknown' }>,
): string {
  return `is no value of the chart ${NATS_CHART_VERSION}: Helm ignores it in silence, and what it asks for does not happen${suggestion(
    mismatch,
  )}`;
}

function explainType(mismatch: Extract<Mismatch, { value: unknown }>): string {
  const { value } = mismatch;
  const yaml11 =
    mismatch.problem === 'type' &&
    mismatch.expected === 'true or false' &&
    typeof value === 'string' &&
    YAML_1_1_BOOLEAN.test(value)
      ? ' as YAML 1.2 reads it'
      : '';
  return `${wanted(
    mismatch,
  )}${yaml11}: the chart has no schema, so a template takes it for something else or fails, and the release with it`;
}

/**
 * values-unknown-key, values-type, and with ids of their own the ignored keys
 * that people write most.
 */
const knownKeys: ReleaseRule = function* knownKeys(release) {
  // A chart that is newer than what is known here may have learnt a key.
  const newer = isBefore(NATS_CHART_VERSION, release.version ?? '');
  const mismatches = compareSchema(natsChartValues, release.values);
  for (const mismatch of mismatches.filter(found => !isSubstituted(found))) {
    const { path } = mismatch;
    const ignored = IGNORED.find(({ keys }) => keys.test(path.join('.')));
    if ('value' in mismatch) {
      yield valueError('values-type', release, path, explainType(mismatch));
    } else if (mismatch.problem === 'missing') {
      continue;
    } else if (ignored) {
      const find = ignored.severity ? valueWarning : valueError;
      yield find(ignored.id, release, path, ignored.message);
    } else {
      const find = newer ? valueWarning : valueError;
      yield find('values-unknown-key', release, path, explainUnknown(mismatch));
    }
  }
};

/** Keys with the first version of the chart that has them. */
const GATES: { path: KeyPath; since: string }[] = [
  { path: ['promExporter', 'monitorDomain'], since: '1.3.3' },
  { path: ['config', 'cluster', 'noAdvertise'], since: '2.12.4' },
  ...['container', 'reloader', 'promExporter'].flatMap(container =>
    ['digest', 'fullImageName'].map(key => ({
      path: [container, 'image', key],
      since: '1.2.11',
    })),
  ),
];

/** values-key-version-gate, values-container-resources-version: keys that the pinned chart does not have yet. */
const keysOfTheVersion: ReleaseRule = function* keysOfTheVersion(release) {
  const { values, version } = release;
  for (const { path, since } of GATES) {
    if (isSetAt(values, path) && isBefore(version, since)) {
      yield valueError(
        'values-key-version-gate',
        release,
        path,
        `${formatPath(
          path,
        )} is unknown to the chart before ${since} and ignored in silence by ${version}; pin ${since} or later, or leave it out`,
      );
    }
  }
  for (const path of [
    ['container', 'resources'],
    ['natsBox', 'container', 'resources'],
  ]) {
    if (isSetAt(values, path) && isBefore(version, '1.3.15')) {
      yield valueError(
        'values-container-resources-version',
        release,
        path,
        `is ignored in silence by the chart before 1.3.15, and so by ${version}; use merge.resources beside it, which works in every version`,
      );
    }
  }
};

/** Rules about the keys of the chart's values. */
export const valuesKeysRules = [knownKeys, keysOfTheVersion].map(
  forEachRelease,
);
