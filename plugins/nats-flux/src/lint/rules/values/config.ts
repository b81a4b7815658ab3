import { quote } from '../../../settings/findings';
import { isBefore } from '../../model/chartVersion';
import { configSections } from '../../model/configSections';
import { isSetAt, KeyPath } from '../../model/data';
import { NatsRelease } from '../../model/NatsRelease';
import { RepositoryFinding } from '../../RepositoryFinding';
import { compareSchema, Mismatch } from '../../schemas/compareSchema';
import { JsonSchema } from '../../schemas/JsonSchema';
import { NATS_SERVER_VERSION } from '../../schemas/natsConf';
import { isSubstituted, suggestion, wanted } from '../explainMismatch';
import {
  forEachRelease,
  ReleaseRule,
  valueError,
  valueWarning,
} from '../ReleaseRule';
import { changedObject, knownPart, placeOfChange } from './changedObject';
import {
  configLeaves,
  SPACELESS,
  UNQUOTED,
  variableNames,
  withoutVariables,
} from './configValues';

/** Keys whose value people take from the environment. */
const SECRETS = new Set(['token', 'password', 'pass', 'user', 'username']);

/** A variable of nats.conf, and no hash of a password. */
const VARIABLE = /^\$(?!2[aby]$)\w+$/;

function quotedError(
  release: NatsRelease,
  path: KeyPath,
  value: string,
): RepositoryFinding {
  const bare = value.replace(/^<<\s*|\s*>>$/g, '');
  return valueError(
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

/** values-config-quoted-size: texts that were meant as variables. */
const variables: ReleaseRule = function* variables(release) {
  for (const { path, key, value } of configLeaves(release)) {
    if (
      typeof value === 'string' &&
      !UNQUOTED.test(value) &&
      (SPACELESS.test(value) ||
        (SECRETS.has(key.toLowerCase()) && VARIABLE.test(value)))
    ) {
      yield quotedError(release, path, value);
    }
  }
};

/** values-config-null: null does not delete, it is written out. */
const withoutNull: ReleaseRule = function* withoutNull(release) {
  for (const { path, value } of configLeaves(release)) {
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

function isDuration({ pattern }: JsonSchema): boolean {
  return pattern !== undefined;
}

function isNumber({ type }: JsonSchema): boolean {
  const types = [type].flat();
  return types.includes('integer') || types.includes('number');
}

function mistake(release: NatsRelease, mismatch: Mismatch): RepositoryFinding {
  const { path, problem } = mismatch;
  if (problem === 'unknown' || problem === 'missing') {
    // A server that is newer than what is known here may have learnt a key.
    const newer = isBefore(NATS_SERVER_VERSION, release.version ?? '');
    const find = newer ? valueWarning : valueError;
    return find(
      'values-config-unknown-key',
      release,
      path,
      `is no key of nats.conf here (server ${NATS_SERVER_VERSION}), and no server starts with one${
        problem === 'unknown' ? suggestion(mismatch) : '; take it out'
      }`,
    );
  }
  const { schema, value } = mismatch;
  if (isDuration(schema)) {
    return valueError(
      'values-config-duration',
      release,
      path,
      `${quote(
        value,
      )} is no duration to the server, and it does not start; write a Go duration in quotes, such as "10s"`,
    );
  }
  return typeof value === 'string' && problem === 'type' && isNumber(schema)
    ? quotedError(release, path, value)
    : valueError(
        'values-config-type',
        release,
        path,
        `${wanted(mismatch)}: the server does not start`,
      );
}

/** values-config-unknown-key, values-config-duration, values-config-quoted-size, values-config-type: what the server does not start with. */
const knownKeys: ReleaseRule = function* knownKeys(release) {
  const names = variableNames(release);
  for (const section of configSections(release)) {
    const { document } = changedObject(release, section);
    const value = withoutVariables(knownPart(document));
    const mismatches = compareSchema(section.schema, value, {
      ignoreCase: true,
    });
    for (const mismatch of mismatches) {
      const key = String(mismatch.path[mismatch.path.length - 1]);
      const isVariable = mismatch.problem === 'unknown' && names.has(key);
      if (!isVariable && !isSubstituted(mismatch)) {
        const path = placeOfChange(release, section, mismatch.path);
        yield mistake(release, { ...mismatch, path });
      }
    }
  }
};

/** values-config-unknown-key: keys of nats.conf that the pinned server does not know yet. */
const keysOfTheVersion: ReleaseRule = function* keysOfTheVersion(release) {
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
  variables,
  withoutNull,
  knownKeys,
  keysOfTheVersion,
].map(forEachRelease);
