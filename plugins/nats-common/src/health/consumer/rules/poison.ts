import { formatCount, formatSpan } from '../../../words';
import { ConsumerSnapshot } from '../../BrokerSnapshot';
import { natsCommand } from '../../natsCommand';
import { connectedSamples, ConsumerRule } from '../Observation';
import { advanceIn, beginningOf, deliveriesIn, spanOf } from '../samples';

/** A message that is not acknowledged for so many times of ackWait, while later ones are, is likely to be the bad one. */
const PINNED_WAITS = 3;
/** Share of the deliveries that may be repetitions (Synadia Insights), looked at from this many on. */
const REPEATED = 0.1;
const MIN_DELIVERIES = 100;

/** Messages that were given up after their last delivery, at least: redelivered once, and no longer in flight. */
function abandonedOf(sample: ConsumerSnapshot): number {
  return Math.max(0, sample.redelivered - sample.ackPending);
}

/** Messages were given up: fresh ones are an error, old ones a warning. */
export const poison: ConsumerRule = ({ window, newest, samples }) => {
  const abandoned = abandonedOf(newest);
  const limit = window.settings?.maxDeliver;
  if (abandoned === 0 || (limit !== undefined && limit <= 0)) {
    return undefined;
  }
  const least = Math.min(...samples.map(abandonedOf));
  const fresh = abandoned > least;
  const cause = 'maxDeliver was reached without an acknowledgement';
  return {
    // Without the limit nobody knows that there is one to be reached.
    level: fresh && limit !== undefined ? 'error' : 'warning',
    rule: 'poison',
    reason: fresh
      ? `${formatCount(abandoned - least)} given up within ${formatSpan(
          spanOf(samples),
        )}: ${cause}`
      : `${formatCount(abandoned)} given up before: ${cause}`,
    since: beginningOf(samples, sample => abandonedOf(sample) > 0).at,
    advice: {
      text: 'Look at the messages that clients cannot handle; they stay in the stream and are not delivered again',
      command: natsCommand('stream', 'view', newest.stream),
    },
  };
};

/** Later messages are finished and one is not. */
export const pinned: ConsumerRule = observation => {
  const { window, newest } = observation;
  const { settings } = window;
  if (!settings || settings.ackWaitMs <= 0 || newest.redelivered === 0) {
    return undefined;
  }
  const connected = connectedSamples(observation);
  const floor = newest.ackFloorStreamSequence;
  const since = connected.findLastIndex(
    sample => sample.ackFloorStreamSequence !== floor,
  );
  const held = connected.slice(since + 1);
  if (
    newest.ackPending === 0 ||
    spanOf(held) <= PINNED_WAITS * settings.ackWaitMs ||
    advanceIn(held) <= 0
  ) {
    return undefined;
  }
  return {
    level: 'info',
    rule: 'pinned',
    reason: `Message ${
      floor + 1
    } or one soon after it has not been acknowledged for ${formatSpan(
      spanOf(held),
    )} while later ones were`,
    since: held[0].at,
    advice: {
      text: 'Look at the message',
      command: natsCommand('stream', 'get', newest.stream, floor + 1),
    },
  };
};

/** Many deliveries are repetitions: clients fail, or need longer than ackWait. */
export const redeliveries: ConsumerRule = ({ newest, samples }) => {
  const deliveries = deliveriesIn(samples);
  const repeated = deliveries - Math.max(0, advanceIn(samples));
  return deliveries >= MIN_DELIVERIES && repeated > REPEATED * deliveries
    ? {
        level: 'warning',
        rule: 'redeliveries',
        reason: `${Math.floor(
          (100 * repeated) / deliveries,
        )} % or more of ${formatCount(
          deliveries,
        )} deliveries within ${formatSpan(spanOf(samples))} were repetitions`,
        since: samples[0].at,
        advice: {
          text: 'Find out why clients fail, or raise ackWait if they need longer',
          command: natsCommand('consumer', 'info', newest.stream, newest.name),
        },
      }
    : undefined;
};
