import { parseDuration } from '@nats-portal/plugin-nats-common';
import { quote } from '../../settings/findings';
import { isBefore } from '../model/chartVersion';
import {
  isMapping,
  isSetAt,
  KeyPath,
  listAt,
  textAt,
  valueAt,
} from '../model/data';
import { forEachRelease, ReleaseRule, valueError } from './ReleaseRule';

/** A value of nats.conf, with where it stands. */
interface Leaf {
  path: KeyPath;
  key: string;
  value: unknown;
}

/** All keys below a value, at any depth. */
function* leaves(value: unknown, path: KeyPath): Iterable<Leaf> {
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) {
      yield* leaves(item, [...path, i]);
    }
  } else if (isMapping(value)) {
    for (const [key, item] of Object.entries(value)) {
      yield { path: [...path, key], key, value: item };
      yield* leaves(item, [...path, key]);
    }
  }
}

/** Sections whose `merge` becomes a part of nats.conf. */
const CONFIG_SECTIONS: KeyPath[] = [
  ['config'],
  ['config', 'jetstream'],
  ['config', 'resolver'],
  ...['cluster', 'nats', 'leafnodes', 'websocket', 'mqtt', 'gateway'].flatMap(
    section => [
      ['config', section],
      ['config', section, 'tls'],
    ],
  ),
];

function configLeaves(values: unknown): Leaf[] {
  return CONFIG_SECTIONS.flatMap(section => {
    const path = [...section, 'merge'];
    return [...leaves(valueAt(values, path), path)];
  });
}

/** Keys that the server reads as a number, with a unit or without. */
const SIZES = new Set([
  'max_payload',
  'max_pending',
  'max_control_line',
  'max_connections',
  'max_subscriptions',
]);

const DURATIONS = new Set([
  'write_deadline',
  'ping_interval',
  'lame_duck_duration',
  'lame_duck_grace_period',
]);

/** Keys whose value people take from the environment. */
const SECRETS = new Set(['token', 'password', 'pass', 'user', 'username']);

const UNQUOTED = /^<< .* >>$/;

/** values-config-quoted-size: texts that were meant as numbers or variables. */
const unquoted: ReleaseRule = function* unquoted(release) {
  for (const { path, key, value } of configLeaves(release.values)) {
    if (typeof value !== 'string' || UNQUOTED.test(value)) {
      continue;
    }
    const spaceless = /^<<.*>>$/.test(value);
    if (
      spaceless ||
      SIZES.has(key) ||
      (SECRETS.has(key) && /^\$\w+$/.test(value) && !/^\$2[aby]$/.test(value))
    ) {
      const bare = value.replace(/^<<\s*|\s*>>$/g, '');
      yield valueError(
        'values-config-quoted-size',
        release,
        path,
        `${quote(
          value,
        )} reaches the server in quotes, which is fatal for a number and no variable at all; write ${quote(
          `<< ${bare} >>`,
        )}, with the spaces`,
      );
    }
  }
};

/** values-config-null: null does not delete, it is written out. */
const withoutNull: ReleaseRule = function* withoutNull(release) {
  for (const { path, value } of configLeaves(release.values)) {
    if (value === null) {
      yield valueError(
        'values-config-null',
        release,
        path,
        'null becomes a value of nats.conf, and the server does not start; to take a key away use patch: [{op: remove, path: …}]',
      );
    }
  }
};

/** values-config-duration: durations that the server does not read. */
const durations: ReleaseRule = function* durations(release) {
  for (const { path, key, value } of configLeaves(release.values)) {
    const text = typeof value === 'string' ? value : '';
    const readable =
      UNQUOTED.test(text) ||
      (/^[^dw]+$/.test(text) && parseDuration(text) !== undefined);
    if (DURATIONS.has(key) && value !== null && !readable) {
      yield valueError(
        'values-config-duration',
        release,
        path,
        `${quote(
          value,
        )} is no duration to the server, and it does not start; write a Go duration in quotes, such as "10s"`,
      );
    }
  }
};

/** values-config-unknown-key: keys of nats.conf that the pinned server does not know. */
const serverKeys: ReleaseRule = function* serverKeys(release) {
  for (const section of [
    ['config', 'merge', 'jetstream'],
    ['config', 'jetstream', 'merge'],
  ]) {
    const path = [...section, 'limits', 'default_max_consumers'];
    if (
      isSetAt(release.values, path) &&
      // Chart and server have the same version since 2.12.1.
      isBefore(release.version, '2.15.0')
    ) {
      yield valueError(
        'values-config-unknown-key',
        release,
        path,
        `is unknown to the server before 2.15, and the one of chart ${release.version} does not start; leave it out until then`,
      );
    }
  }
};

/** Containers and templates whose lists the chart fills. */
const REPLACED: KeyPath[] = [
  ['container', 'merge', 'volumeMounts'],
  ['container', 'merge', 'args'],
  ['container', 'merge', 'ports'],
  ['reloader', 'merge', 'volumeMounts'],
  ['reloader', 'merge', 'args'],
  ['natsBox', 'container', 'merge', 'volumeMounts'],
  ['podTemplate', 'merge', 'spec', 'containers'],
  ['podTemplate', 'merge', 'spec', 'volumes'],
  ['statefulSet', 'merge', 'spec', 'template', 'spec', 'containers'],
  ['statefulSet', 'merge', 'spec', 'template', 'spec', 'volumes'],
  ['statefulSet', 'merge', 'spec', 'volumeClaimTemplates'],
  ['promExporter', 'podMonitor', 'merge', 'spec', 'podMetricsEndpoints'],
  ['config', 'cluster', 'merge', 'routes'],
];

/** values-list-merge: lists are replaced, never merged. */
const wholeLists: ReleaseRule = function* wholeLists(release) {
  for (const path of REPLACED) {
    if (Array.isArray(valueAt(release.values, path))) {
      yield valueError(
        'values-list-merge',
        release,
        path,
        'replaces the whole list that the chart makes, so what the chart put there is gone; add to it by patch: [{op: add, path: …/-, value: …}]',
      );
    }
  }
};

const OPERATIONS = ['add', 'remove', 'replace', 'move', 'copy', 'test'];

function* patchesIn(value: unknown, path: KeyPath): Iterable<KeyPath> {
  if (!isMapping(value)) {
    return;
  }
  for (const [key, item] of Object.entries(value)) {
    const at = [...path, key];
    if (key === 'patch' && Array.isArray(item)) {
      yield at;
    } else if (key !== 'merge') {
      yield* patchesIn(item, at);
    }
  }
}

function explainOperation(operation: unknown): string | undefined {
  const op = textAt(operation, ['op']);
  const path = valueAt(operation, ['path']);
  if (op === undefined || !OPERATIONS.includes(op)) {
    return `${quote(op)} is no operation of a JSON Patch (${OPERATIONS.join(
      ', ',
    )})`;
  }
  if (typeof path !== 'string' || (path !== '' && !path.startsWith('/'))) {
    return `its path ${quote(path)} does not begin with a slash`;
  }
  if (
    ['add', 'replace', 'test'].includes(op) &&
    valueAt(operation, ['value']) === undefined
  ) {
    return `${op} needs a value`;
  }
  if (['move', 'copy'].includes(op) && !textAt(operation, ['from'])) {
    return `${op} needs from`;
  }
  return undefined;
}

/** values-patch-path: patches that fail whatever the chart renders. */
const patches: ReleaseRule = function* patches(release) {
  for (const path of patchesIn(release.values, [])) {
    for (const [i, operation] of listAt(release.values, path).entries()) {
      const problem = explainOperation(operation);
      if (problem) {
        yield valueError(
          'values-patch-path',
          release,
          [...path, i],
          `${problem}, and the chart fails to render`,
        );
      }
    }
  }
};

/** values-template-key: texts that the chart runs as a template. */
const templates: ReleaseRule = function* templates(release) {
  for (const { path, key } of leaves(release.values, [])) {
    if (
      (key === '$tplYaml' || key === '$tplYamlSpread') &&
      path[0] !== 'extraResources'
    ) {
      yield valueError(
        'values-template-key',
        release,
        path,
        'is run as a template of Helm, with everything a template may read: write the value itself',
      );
    }
  }
};

/** Rules about what is merged into, or patched onto, what the chart makes. */
export const valuesMergeRules = [
  unquoted,
  withoutNull,
  durations,
  serverKeys,
  wholeLists,
  patches,
  templates,
].map(forEachRelease);
