import { valueAt } from '../repository/tree';
import { step } from '../text/step';
import { valueChange } from '../text/valueChange';
import { byteSize } from './byteSize';
import { inNatsBox, restartPods } from './natsBox';
import {
  hasJetStream,
  isOn,
  Release,
  rollsOnConfig,
  valueOf,
  VALUES,
} from './Release';
import { releaseConsequence, ReleaseRule } from './releaseConsequence';
import { isNewBroker } from './renames';

const FILE = ['config', 'jetstream', 'fileStore'];
const MEMORY = ['config', 'jetstream', 'memoryStore'];

/** A limit of what a server may store, with the value that it comes from. */
interface StoreLimit {
  path: string[];
  value: unknown;
}

function fileLimit(release: Release): StoreLimit | undefined {
  if (!hasJetStream(release) || !isOn(release, ...FILE, 'enabled')) {
    return undefined;
  }
  const maxSize = [...FILE, 'maxSize'];
  const value = valueOf(release, maxSize);
  return value
    ? { path: maxSize, value }
    : {
        path: [...FILE, 'pvc', 'size'],
        value: valueOf(release, [...FILE, 'pvc', 'size']),
      };
}

function memoryLimit(release: Release): StoreLimit | undefined {
  if (!hasJetStream(release)) {
    return undefined;
  }
  return isOn(release, ...MEMORY, 'enabled')
    ? {
        path: [...MEMORY, 'maxSize'],
        value: valueOf(release, [...MEMORY, 'maxSize']),
      }
    : { path: [...MEMORY, 'enabled'], value: 0 };
}

/** Limits that are written past the chart's own keys. */
const MERGED = [
  ['config', 'jetstream', 'merge', 'max_file_store'],
  ['config', 'jetstream', 'merge', 'max_memory_store'],
  ['config', 'merge', 'jetstream', 'max_file_store'],
  ['config', 'merge', 'jetstream', 'max_memory_store'],
];

function mergedLimits(release: Release): (StoreLimit | undefined)[] {
  return MERGED.map(path => {
    const value = valueAt(release.values, path);
    return byteSize(value) === undefined ? undefined : { path, value };
  });
}

function limitsOf(release: Release): (StoreLimit | undefined)[] {
  return [fileLimit(release), memoryLimit(release), ...mergedLimits(release)];
}

/** `change-maxsize-lower`: a store that may hold less, which no running server takes. */
export const storeLimits: ReleaseRule = pair => {
  if (isNewBroker(pair)) {
    return [];
  }
  const { before, after } = pair;
  const lowered = limitsOf(before).flatMap((from, i) => {
    const to = limitsOf(after)[i];
    const [had, has] = [byteSize(from?.value), byteSize(to?.value)];
    return from && to && had !== undefined && has !== undefined && has < had
      ? [valueChange([...VALUES, ...to.path], from.value, to.value)]
      : [];
  });
  if (lowered.length === 0) {
    return [];
  }
  const rolls = rollsOnConfig(after);
  return [
    releaseConsequence(pair, {
      id: 'change-maxsize-lower',
      severity: 'error',
      outcome: rolls ? 'pods-roll' : 'reload-refused',
      changes: lowered,
      consequence: rolls
        ? 'No running server lowers its store, so the new limit comes with the restart of the pods. A server that holds or has promised more than the limit starts too full: streams that reserve more are refused or cannot grow.'
        : 'The servers refuse the reload and apply nothing of the new configuration, whatever else is in it; only a line in their log says so, and Helm and Flux report success. At some later restart the limit holds.',
      procedure: [
        step(
          'See that what is stored and reserved on each server is under the new limit; delete or move what is too much.',
          inNatsBox(before, '--context sys server report jetstream'),
        ),
        step(
          'Make this change alone, then restart the pods.',
          restartPods(after),
        ),
      ],
    }),
  ];
};
