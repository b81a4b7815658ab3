import { quote } from '../../../settings/findings';
import { parseQuantity } from '../../../settings/quantity';
import {
  entriesAt,
  isMapping,
  isSetAt,
  KeyPath,
  textAt,
  valueAt,
} from '../../model/data';
import { exactVersion } from '../../model/chartVersion';
import {
  forEachRelease,
  ReleaseRule,
  valueError,
  valueWarning,
} from '../ReleaseRule';
import { resourceAt, resourcesPath } from './resources';

const GO_UNITS: Record<string, number> = {
  '': 1,
  B: 1,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
  TiB: 2 ** 40,
};

const GOMEMLIMIT: KeyPath = ['container', 'env', 'GOMEMLIMIT'];

/** The container of the server. */
const SERVER: KeyPath = ['container'];

/** Containers of the chart that take an `env` map. */
const CONTAINERS: KeyPath[] = [
  SERVER,
  ['reloader'],
  ['promExporter'],
  ['natsBox', 'container'],
];

const MAX_RATIO = 0.9;
const MIN_RATIO = 0.5;

function goBytes(value: unknown): number | undefined {
  const [, amount, unit] =
    /^(\d{1,18})(B|KiB|MiB|GiB|TiB|)$/.exec(String(value)) ?? [];
  return amount === undefined ? undefined : Number(amount) * GO_UNITS[unit];
}

/** values-gomemlimit-unit, values-gomemlimit-ratio: when Go collects garbage. */
const memoryLimitOfGo: ReleaseRule = function* memoryLimitOfGo(release) {
  const { values } = release;
  const value = valueAt(values, GOMEMLIMIT);
  if (!isSetAt(values, GOMEMLIMIT) || isMapping(value) || value === 'off') {
    return;
  }
  const bytes = goBytes(value);
  if (bytes === undefined) {
    yield valueError(
      'values-gomemlimit-unit',
      release,
      GOMEMLIMIT,
      `${quote(
        value,
      )} stops the Go runtime before the server starts: write a whole number with KiB, MiB or GiB, such as 409MiB`,
    );
    return;
  }
  const limit = parseQuantity(String(resourceAt(values, ['limits', 'memory'])));
  const ratio = limit ? bytes / limit : undefined;
  if (ratio !== undefined && (ratio > MAX_RATIO || ratio < MIN_RATIO)) {
    yield valueWarning(
      'values-gomemlimit-ratio',
      release,
      GOMEMLIMIT,
      `is ${Math.round(ratio * 100)} % of the memory limit: ${
        ratio > MAX_RATIO
          ? 'the kernel may kill the server before Go collects garbage'
          : 'the server collects garbage while half of its memory is free'
      }; set it to 80 %, as the chart's README asks`,
    );
  }
};

/** values-env-not-string, values-env-as-list: environment of the containers. */
const environment: ReleaseRule = function* environment(release) {
  const { values } = release;
  for (const container of CONTAINERS) {
    for (const [key, value] of entriesAt(values, [...container, 'env'])) {
      if (typeof value !== 'string' && !isMapping(value)) {
        yield valueError(
          'values-env-not-string',
          release,
          [...container, 'env', key],
          `${quote(
            value,
          )} is neither a text nor a map, and the chart fails to render; put it into quotes`,
        );
      }
    }
    if (isSetAt(values, [...container, 'merge', 'env'])) {
      yield valueError(
        'values-env-as-list',
        release,
        [...container, 'merge', 'env'],
        `replaces the list that the chart makes, and what the chart put there is gone${
          container === SERVER ? ': without SERVER_NAME no server starts' : ''
        }; use the map ${container.join('.')}.env`,
      );
    }
  }
};

/** values-resources-missing: a server that may be evicted, and that counts the node's processors as its own. */
const resources: ReleaseRule = function* resources(release) {
  const missing = ['cpu', 'memory'].filter(resource => {
    const limit = resourceAt(release.values, ['limits', resource]);
    const request = resourceAt(release.values, ['requests', resource]) ?? limit;
    return limit === undefined || String(request) !== String(limit);
  });
  if (missing.length > 0) {
    yield valueWarning(
      'values-resources-missing',
      release,
      resourcesPath(release.values),
      `${missing.join(
        ' and ',
      )} of the server have no request equal to a limit: the pod is among the first to be evicted, and Go takes all processors of the node for its own; set both in container.merge.resources`,
    );
  }
};

/** values-image-tag: a server of another version than the chart was made for. */
const serverImage: ReleaseRule = function* serverImage(release) {
  const image: KeyPath = ['container', 'image'];
  const tag = textAt(release.values, [...image, 'tag']);
  const [chart, server] = [release.version, tag].map(exactVersion);
  const overruled = ['digest', 'fullImageName'].some(key =>
    isSetAt(release.values, [...image, key]),
  );
  // Before 2.12.1 the chart had versions of its own.
  if (
    chart &&
    server &&
    chart[0] >= 2 &&
    chart.join('.') !== server.join('.') &&
    !overruled
  ) {
    yield valueWarning(
      'values-image-tag',
      release,
      [...image, 'tag'],
      `runs the server ${server.join('.')} with the chart ${chart.join(
        '.',
      )}, which brings ${chart.join(
        '.',
      )} by itself: probes and configuration were made for that; change both together, or leave the tag out`,
    );
  }
};

/** Rules about the containers of the chart. */
export const valuesContainerRules = [
  memoryLimitOfGo,
  environment,
  resources,
  serverImage,
].map(forEachRelease);
