import { parseDuration } from '@nats-portal/plugin-nats-common';
import { quote } from '../../../settings/findings';
import { isBefore } from '../../model/chartVersion';
import { isSetAt, KeyPath, listAt, valueAt } from '../../model/data';
import { nackReleases } from '../../model/nackReleases';
import { error, warning } from '../../RepositoryRule';
import { compareSchema } from '../../schemas/compareSchema';
import { kindDefinitions } from '../../schemas/kinds';
import { nackKinds, NACK_CHART_VERSION, NEW_FIELDS } from '../../schemas/nack';
import { isSubstituted, suggestion, wanted } from '../explainMismatch';
import { forEachOf, KINDS, specPath } from './NackRule';

/** nack-unknown-field, nack-field-type, nack-field-value: what the API server refuses or drops. */
const fields = forEachOf(KINDS, function* knownFields(manifest) {
  const { data, kind } = manifest;
  const mismatches = compareSchema(nackKinds[kind], data, {
    definitions: kindDefinitions,
  }).filter(mismatch => !isSubstituted(mismatch));
  for (const mismatch of mismatches) {
    const { problem, path } = mismatch;
    if (problem === 'unknown') {
      yield error(
        'nack-unknown-field',
        manifest,
        path,
        `is no field of ${kind} (v1beta2): Flux's dry run refuses the object, and other tools drop the field in silence, so the server never hears of it${suggestion(
          mismatch,
        )}`,
      );
    } else if (problem !== 'missing') {
      yield error(
        problem === 'type' ? 'nack-field-type' : 'nack-field-value',
        manifest,
        path,
        `${wanted(
          mismatch,
        )}: the API server refuses the object, and nothing beside it is applied`,
      );
    }
  }
});

function pathsOf(
  data: unknown,
  [key, ...rest]: readonly string[],
  above: KeyPath,
): KeyPath[] {
  if (key === undefined) {
    return [above];
  }
  return key === '*'
    ? listAt(data, above).flatMap((_item, i) =>
        pathsOf(data, rest, [...above, i]),
      )
    : pathsOf(data, rest, [...above, key]);
}

/** nack-unknown-field: what the pinned controller does not know yet. */
const fieldsOfTheVersion = forEachOf(
  KINDS,
  function* newFields(manifest, repository) {
    const { data } = manifest;
    for (const { path: pattern, value } of NEW_FIELDS) {
      for (const path of pathsOf(data, pattern, ['spec'])) {
        const used = isSetAt(data, path);
        if (!used || (value !== undefined && valueAt(data, path) !== value)) {
          continue;
        }
        const versions = nackReleases(repository).map(({ version }) => version);
        const what = `is known from the chart nack ${NACK_CHART_VERSION} on`;
        const older = versions.find(version =>
          isBefore(version, NACK_CHART_VERSION),
        );
        if (older !== undefined) {
          yield error(
            'nack-unknown-field',
            manifest,
            path,
            `${what}, and ${older} is pinned here: the API server refuses or drops it; pin ${NACK_CHART_VERSION} or later first`,
          );
        } else if (versions.length === 0) {
          yield warning(
            'nack-unknown-field',
            manifest,
            path,
            `${what}: an earlier controller's kinds lack it, and the API server refuses or drops it; see which one the cluster has`,
          );
        }
      }
    }
  },
);

/** Fields of all kinds that hold a duration. */
const DURATIONS: KeyPath[] = [
  ['maxAge'],
  ['duplicateWindow'],
  ['subjectDeleteMarkerTtl'],
  ['consumerLimits', 'inactiveThreshold'],
  ['ackWait'],
  ['heartbeatInterval'],
  ['maxRequestExpires'],
  ['inactiveThreshold'],
  ['pinnedTtl'],
  ['ttl'],
];

function isGoDuration(text: string): boolean {
  return (
    text === '' ||
    (!/[dw]/.test(text) &&
      parseDuration(text.replace(/^[-+]/, '')) !== undefined)
  );
}

/** nack-duration: durations that Go does not read. */
const durations = forEachOf(KINDS, function* goDurations(manifest) {
  const backoff = listAt(manifest.data, specPath('backoff')).map((_step, i) => [
    'backoff',
    i,
  ]);
  for (const path of [...DURATIONS, ...backoff]) {
    const value = valueAt(manifest.data, specPath(...path));
    if (typeof value === 'string' && !isGoDuration(value)) {
      yield error(
        'nack-duration',
        manifest,
        specPath(...path),
        `${quote(
          value,
        )} is no Go duration, and the object stays Errored for ever; write it with h, m, s, ms, us or ns: a day is 24h`,
      );
    }
  }
});

/** Rules about the fields of NACK's kinds. */
export const nackFieldRules = [fields, fieldsOfTheVersion, durations];
