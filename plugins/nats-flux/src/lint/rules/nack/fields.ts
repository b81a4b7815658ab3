import { parseDuration } from '@nats-portal/plugin-nats-common';
import { quote } from '../../../settings/findings';
import { KeyPath, listAt, valueAt } from '../../model/data';
import { error } from '../../RepositoryRule';
import { compareShape } from '../../schemas/compareShape';
import { nackSpecs } from '../../schemas/nack';
import { forEachOf, KINDS, specPath } from './NackRule';

/** nack-unknown-field: fields that Kubernetes drops. */
const fields = forEachOf(KINDS, function* knownFields(manifest) {
  const shape = nackSpecs[manifest.kind];
  const spec = valueAt(manifest.data, ['spec']);
  for (const mismatch of compareShape(shape, spec, ['spec'])) {
    yield mismatch.problem === 'unknown'
      ? error(
          'nack-unknown-field',
          manifest,
          mismatch.path,
          `is no field of ${manifest.kind} (v1beta2): Kubernetes drops it in silence, and the server never hears of it`,
        )
      : error(
          'nack-field-type',
          manifest,
          mismatch.path,
          `must be ${mismatch.expected}, not ${quote(
            mismatch.value,
          )}: the API server refuses the object, and nothing beside it is applied`,
        );
  }
});

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
        )} is no Go duration, and the object stays Errored for ever; units are h, m, s, ms, us and ns: a day is 24h`,
      );
    }
  }
});

/** Rules about the fields of NACK's kinds. */
export const nackFieldRules = [fields, durations];
