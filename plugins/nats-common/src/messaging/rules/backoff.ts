import { parseDuration } from '../values/duration';
import { knows } from '../reading/PlacedMessagingSpec';
import { error, MessagingRule, warning } from './MessagingRule';

/** js-backoff-length, js-backoff-ack-wait, js-backoff-order. */
export const possibleBackoff: MessagingRule = function* possibleBackoff(spec) {
  for (const placed of spec.consumers) {
    const { consumer, path } = placed;
    const {
      backoff = [],
      maxDeliver = -1,
      ackWait = '0',
      ackPolicy,
    } = consumer;
    if (backoff.length === 0) {
      continue;
    }
    if (maxDeliver > 0 && backoff.length > maxDeliver) {
      yield error(
        'js-backoff-length',
        `${path}.backoff`,
        `has ${backoff.length} steps for maxDeliver ${maxDeliver}; the server wants at most as many steps as deliveries, and refuses the consumer (10116); drop steps, or raise maxDeliver`,
      );
    }
    if (!knows(placed, 'backoff')) {
      continue;
    }
    const steps = backoff.map(parseDuration);
    const wait = parseDuration(ackWait);
    if (wait && steps[0] !== undefined && wait !== steps[0]) {
      yield error(
        'js-backoff-ack-wait',
        `${path}.ackWait`,
        `the server replaces ${ackWait} by the first backoff step ${backoff[0]}; write the same or leave ackWait out`,
      );
    }
    if (ackPolicy === 'none') {
      yield warning(
        'js-backoff-order',
        `${path}.backoff`,
        'has no effect with ackPolicy none, which delivers nothing twice; leave it out',
      );
    } else if (
      steps.some(
        (step, i) => step !== undefined && i > 0 && step < (steps[i - 1] ?? 0),
      )
    ) {
      yield warning(
        'js-backoff-order',
        `${path}.backoff`,
        'gets shorter from one step to a later one: a message that fails again comes back sooner; write the steps from short to long',
      );
    }
  }
};
