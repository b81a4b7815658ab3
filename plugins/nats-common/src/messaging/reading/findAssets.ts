import { formatPath, InputPath } from '../../findings/formatPath';
import { error, warning } from '../rules/MessagingRule';
import { explainType, unknownField } from './explainShape';
import { findApiConsumer, findApiStream } from './findInApi';
import {
  ControllerFields,
  explainControllerFields,
  findNackAsset,
  JETSTREAM_GROUP,
} from './findInNack';
import { FoundAssets } from './FoundAsset';
import { isObject } from './isObject';

/** The lists of a messaging spec. */
export const LISTS = ['streams', 'keyValues', 'objectStores'] as const;

/** Fields that a consumer has and a stream has not. */
const OF_CONSUMERS = [
  'durable_name',
  'deliver_policy',
  'ack_policy',
  'stream_name',
];

/** Nobody puts lists into lists deeper than this: documents, the items of a list, an answer of the API. */
const MAX_DEPTH = 6;

const same = (path: InputPath) => path;

const holdsConfigs = (list: unknown) =>
  Array.isArray(list) &&
  list.length > 0 &&
  list.every(item => isObject(item) && isObject(item.config));

/** True for an object of Kubernetes. */
function isManifest(value: Record<string, unknown>): boolean {
  return typeof value.apiVersion === 'string' && value.kind !== undefined;
}

/** True for what the JetStream API answers to, or is asked for, about one stream or consumer. */
function isOfApi(value: Record<string, unknown>): boolean {
  return (
    isObject(value.config) ||
    OF_CONSUMERS.some(field => value[field] !== undefined) ||
    (typeof value.name === 'string' &&
      Object.keys(value).some(key => key.includes('_')))
  );
}

/** True for a messaging spec as it is, which needs no translation. */
export function isMessagingSpec(value: unknown): boolean {
  return (
    isObject(value) &&
    !isManifest(value) &&
    (LISTS.some(list => value[list] !== undefined)
      ? !holdsConfigs(value.streams)
      : !holdsConfigs(value.consumers) &&
        !isOfApi(value) &&
        typeof value.name !== 'string')
  );
}

/** Answers of the API come in pages, and a cluster leaves out what did not answer in time. */
function explainPage(
  value: Record<string, unknown>,
  list: 'streams' | 'consumers',
  path: InputPath,
  found: FoundAssets,
): void {
  const { [list]: items, total, missing } = value;
  const isPart =
    (typeof total === 'number' && total > (items as unknown[]).length) ||
    (Array.isArray(missing) && missing.length > 0);
  if (isPart) {
    found.findings.push(
      warning(
        'js-left-out',
        formatPath([...path, list]),
        `is not all of them: the answer is one page, or servers did not answer in time (total, missing)`,
      ),
    );
  }
}

function findSpec(
  value: Record<string, unknown>,
  path: InputPath,
  found: FoundAssets,
): void {
  for (const [key, list] of Object.entries(value)) {
    const name = LISTS.find(one => one === key);
    if (!name) {
      found.findings.push(unknownField(formatPath([...path, key])));
    } else if (Array.isArray(list)) {
      list.forEach((item, i) =>
        found[name].push({ value: item, at: [...path, key, i], toInput: same }),
      );
    } else if (list !== undefined) {
      found.findings.push(
        error(
          'js-shape',
          formatPath([...path, key]),
          explainType('array', list),
        ),
      );
    }
  }
}

function findInApi(
  value: Record<string, unknown>,
  path: InputPath,
  found: FoundAssets,
): void {
  const { config, stream_name: stream } = value;
  const at = isObject(config) ? [...path, 'config'] : path;
  const { stream_name: _stream, ...own } = isObject(config) ? config : value;
  const isConsumer = [value, own].some(one =>
    OF_CONSUMERS.some(field => one[field] !== undefined),
  );
  if (isConsumer) {
    findApiConsumer(
      own,
      at,
      { name: stream, at: [...path, 'stream_name'] },
      found,
    );
  } else {
    findApiStream(own, at, found);
  }
}

function findIn(
  value: unknown,
  path: InputPath,
  found: FoundAssets,
  aside: ControllerFields,
): void {
  const each = (list: unknown, key: string) =>
    (list as unknown[]).forEach((item, i) =>
      findIn(item, [...path, key, i], found, aside),
    );
  if (Array.isArray(value) && path.length < MAX_DEPTH) {
    value.forEach((item, i) => findIn(item, [...path, i], found, aside));
  } else if (!isObject(value) || path.length > MAX_DEPTH) {
    found.findings.push(
      error('js-shape', formatPath(path), explainType('object', value)),
    );
  } else if (isManifest(value)) {
    if (String(value.kind).endsWith('List') && Array.isArray(value.items)) {
      each(value.items, 'items');
    } else if (String(value.apiVersion).startsWith(JETSTREAM_GROUP)) {
      findNackAsset(value, path, found, aside);
    } else {
      found.findings.push(
        warning(
          'js-left-out',
          formatPath([...path, 'kind']),
          'is no object of the JetStream controller, and is left out',
        ),
      );
    }
  } else if (holdsConfigs(value.streams)) {
    explainPage(value, 'streams', path, found);
    each(value.streams, 'streams');
  } else if (holdsConfigs(value.consumers)) {
    explainPage(value, 'consumers', path, found);
    each(value.consumers, 'consumers');
  } else if (isMessagingSpec(value)) {
    findSpec(value, path, found);
  } else if (isOfApi(value)) {
    findInApi(value, path, found);
  } else {
    found.streams.push({ value, at: path, toInput: same });
  }
}

/**
 * Finds streams, consumers and buckets in what teams have: messaging specs,
 * manifests of the JetStream controller, configurations of the JetStream API
 * and its answers, one or several of them.
 */
export function findAssets(input: unknown): FoundAssets {
  const found: FoundAssets = {
    streams: [],
    consumers: [],
    keyValues: [],
    objectStores: [],
    findings: [],
  };
  const aside: ControllerFields = {
    names: new Set(),
    objects: 0,
    accounts: new Map(),
  };
  findIn(input, [], found, aside);
  explainControllerFields(aside, found);
  return found;
}
