import { quote } from '../../../settings/findings';
import { parseQuantity } from '../../../settings/quantity';
import { isSetAt, KeyPath, valueAt } from '../../model/data';
import { isOn } from '../../model/NatsRelease';
import { forEachRelease, ReleaseRule, valueError } from '../ReleaseRule';

const FILE_STORE: KeyPath = ['config', 'jetstream', 'fileStore'];

const SIZES: KeyPath[] = [
  [...FILE_STORE, 'pvc', 'size'],
  [...FILE_STORE, 'maxSize'],
  ['config', 'jetstream', 'memoryStore', 'maxSize'],
];

/** The volume that the chart asks for where nobody says how large. */
const DEFAULT_PVC_SIZE = '10Gi';

function bytesOf(value: unknown): number | undefined {
  if (Number.isInteger(value)) {
    return value as number;
  }
  if (typeof value !== 'string') {
    return undefined;
  }
  return /^\d{1,18}$/.test(value) ? Number(value) : parseQuantity(value);
}

/** values-pvc-size-unit: sizes that Kubernetes takes and the server does not. */
const readableSizes: ReleaseRule = function* readableSizes(release) {
  for (const path of SIZES) {
    const value = valueAt(release.values, path);
    if (isSetAt(release.values, path) && bytesOf(value) === undefined) {
      yield valueError(
        'values-pvc-size-unit',
        release,
        path,
        `${quote(
          value,
        )} breaks the server's configuration, and no server starts: write a whole number with one of k M G T Ki Mi Gi Ti, such as 10Gi`,
      );
    }
  }
};

/** values-maxsize-over-pvc: a limit that the disk cannot hold. */
const limitInsideVolume: ReleaseRule = function* limitInsideVolume(release) {
  const limit = bytesOf(valueAt(release.values, [...FILE_STORE, 'maxSize']));
  const size = bytesOf(
    valueAt(release.values, [...FILE_STORE, 'pvc', 'size']) ?? DEFAULT_PVC_SIZE,
  );
  if (limit !== undefined && size !== undefined && limit > size) {
    yield valueError(
      'values-maxsize-over-pvc',
      release,
      [...FILE_STORE, 'maxSize'],
      'is above the size of the volume: the disk is full before the server refuses a message, and JetStream stops; lower it, or grow the volume',
    );
  }
};

/** values-pvc-disabled: messages on a disk that goes with the pod. */
const lastingStore: ReleaseRule = function* lastingStore(release) {
  const { values, jetStream } = release;
  if (
    jetStream &&
    isOn(values, [...FILE_STORE, 'enabled'], true) &&
    !isOn(values, [...FILE_STORE, 'pvc', 'enabled'], true)
  ) {
    yield valueError(
      'values-pvc-disabled',
      release,
      [...FILE_STORE, 'pvc', 'enabled'],
      "messages are kept in the container and lost when it restarts, and the limit is most of the node's disk; enable the volume, or disable fileStore and use the memory store",
    );
  }
};

/** Rules about where JetStream keeps messages. */
export const valuesStoresRules = [
  readableSizes,
  limitInsideVolume,
  lastingStore,
].map(forEachRelease);
