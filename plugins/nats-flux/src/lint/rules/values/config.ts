import { parseDuration } from '@nats-portal/plugin-nats-common';
import { quote } from '../../../settings/findings';
import { isBefore } from '../../model/chartVersion';
import { isSetAt, KeyPath, valueAt } from '../../model/data';
import { forEachRelease, ReleaseRule, valueError } from '../ReleaseRule';
import { Leaf, leaves } from './leaves';

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
/** Rules about what becomes nats.conf as it is written. */
export const valuesConfigRules = [
  unquoted,
  withoutNull,
  durations,
  serverKeys,
].map(forEachRelease);
