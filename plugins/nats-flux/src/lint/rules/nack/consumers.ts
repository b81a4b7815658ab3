import { quote } from '../../../settings/findings';
import { isSetAt, textAt } from '../../model/data';
import { error } from '../../RepositoryRule';
import { forEachOf, specPath } from './NackRule';

/** nack-ack-policy-missing, nack-ack-wait-missing: defaults that lose messages or send them for ever. */
const acknowledgement = forEachOf(
  ['Consumer'],
  function* writtenAcknowledgement(manifest) {
    const { data } = manifest;
    const policy = textAt(data, specPath('ackPolicy'));
    if (policy === undefined) {
      yield error(
        'nack-ack-policy-missing',
        manifest,
        specPath('ackPolicy'),
        "the controller's default is none: a message counts as done when it was sent, and it cannot be changed later; write ackPolicy: explicit",
      );
    }
    if (policy !== 'none' && !isSetAt(data, specPath('ackWait'))) {
      yield error(
        'nack-ack-wait-missing',
        manifest,
        specPath('ackWait'),
        "the controller's default is one nanosecond: every message is sent again and again while it is worked on; write ackWait: 30s",
      );
    }
  },
);

/** nack-pinned-no-ttl, nack-sample-freq, nack-start: settings that need another, or another form. */
const consumers = forEachOf(
  ['Consumer'],
  function* possibleConsumers(manifest) {
    const { data } = manifest;
    if (
      textAt(data, specPath('priorityPolicy')) === 'pinned_client' &&
      !isSetAt(data, specPath('pinnedTtl'))
    ) {
      yield error(
        'nack-pinned-no-ttl',
        manifest,
        specPath('priorityPolicy'),
        'pinned_client without pinnedTtl is dropped in silence, and every client gets messages; add pinnedTtl, such as 2m',
      );
    }
    const sampling = textAt(data, specPath('sampleFreq'));
    if (sampling !== undefined && !/^(?:100|\d{1,2})%?$/.test(sampling)) {
      yield error(
        'nack-sample-freq',
        manifest,
        specPath('sampleFreq'),
        `${quote(
          sampling,
        )} is no whole percentage from 0 to 100, and the object stays Errored for ever; write 10 or "10%"`,
      );
    }
    for (const [policy, field] of [
      ['byStartTime', 'optStartTime'],
      ['byStartSequence', 'optStartSeq'],
    ]) {
      if (
        textAt(data, specPath('deliverPolicy')) === policy &&
        !isSetAt(data, specPath(field))
      ) {
        yield error(
          'nack-start',
          manifest,
          specPath('deliverPolicy'),
          `${policy} needs ${field}, and without it the object stays Errored for ever; add it, or use deliverPolicy: all`,
        );
      }
    }
  },
);

/** Rules about consumers. */
export const nackConsumerRules = [acknowledgement, consumers];
