import { quote } from '../../words';
import { parseDuration } from '../values/duration';
import { knows, PlacedConsumer } from '../reading/PlacedMessagingSpec';
import { error, MessagingRule, warning } from './MessagingRule';

const SECOND = 1e9;

/** js-ack-none, js-ack-wait-short: how a message counts as done. */
export const careWithAcknowledgement: MessagingRule =
  function* careWithAcknowledgement(spec) {
    for (const placed of spec.consumers) {
      const { consumer, path } = placed;
      if (consumer.ackPolicy === 'none') {
        yield warning(
          'js-ack-none',
          `${path}.ackPolicy`,
          'none: a message counts as done when it is sent, so a crash loses it; use explicit',
        );
        continue;
      }
      // The first backoff step takes the place of the wait; 0 stands for the server's 30 s.
      const [step] = consumer.backoff ?? [];
      const wait = parseDuration(step ?? consumer.ackWait ?? '0');
      if (
        wait !== undefined &&
        wait < SECOND &&
        (wait > 0 || step) &&
        knows(placed, 'backoff')
      ) {
        yield warning(
          'js-ack-wait-short',
          step ? `${path}.backoff[0]` : `${path}.ackWait`,
          'is under a second: messages still being worked on are delivered again; make it longer than the work on one takes',
        );
      }
    }
  };

/** js-max-deliver-unbounded: a work queue that one message can occupy for ever. */
export const boundedDeliveries: MessagingRule = function* boundedDeliveries(
  spec,
) {
  for (const placed of spec.consumers) {
    const { maxDeliver = -1, ackPolicy } = placed.consumer;
    if (
      placed.stream.stream.retention === 'workqueue' &&
      ackPolicy !== 'none' &&
      maxDeliver <= 0 &&
      knows(placed, 'maxDeliver')
    ) {
      yield warning(
        'js-max-deliver-unbounded',
        `${placed.path}.maxDeliver`,
        'has no end: a message that always fails is delivered again and again; set a number, such as 5',
      );
    }
  }
};

/** js-inactive-threshold-durable: a consumer that vanishes while nobody looks. */
export const lastingConsumers: MessagingRule = function* lastingConsumers(
  spec,
) {
  const id = 'js-inactive-threshold-durable';
  for (const { stream, path: at, consumers } of spec.streams) {
    const isOwn = ({ consumer }: PlacedConsumer) =>
      Boolean(parseDuration(consumer.inactiveThreshold ?? '0'));
    for (const { path } of consumers.filter(isOwn)) {
      yield warning(
        id,
        `${path}.inactiveThreshold`,
        'the consumer and its position are deleted while nobody uses it, and whoever comes back starts anew; leave it out',
      );
    }
    const { inactiveThreshold = '0' } = stream.consumerLimits ?? {};
    if (
      parseDuration(inactiveThreshold) &&
      !consumers.every(
        placed => isOwn(placed) || !knows(placed, 'inactiveThreshold'),
      )
    ) {
      yield warning(
        id,
        `${at}.consumerLimits.inactiveThreshold`,
        'consumers that name none inherit it: they and their positions are deleted while nobody uses them; leave it out, or give each its own',
      );
    }
  }
};

/** js-sample-freq: the share of acknowledgements that the server reports. */
export const readableSampling: MessagingRule = function* readableSampling(
  spec,
) {
  for (const { consumer, path } of spec.consumers) {
    const { sampleFreq = '' } = consumer;
    const percent = /^(\d{1,3})%?$/.exec(sampleFreq)?.[1];
    if (sampleFreq !== '' && !(Number(percent) <= 100)) {
      yield error(
        'js-sample-freq',
        `${path}.sampleFreq`,
        `${quote(
          sampleFreq,
        )} is no whole percentage from 0 to 100, such as 50% (10095)`,
      );
    }
  }
};
