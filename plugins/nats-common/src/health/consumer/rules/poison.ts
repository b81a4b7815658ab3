import { formatCount, formatSpan } from '../../../words';
import { natsCommand } from '../../natsCommand';
import { Advice } from '../../Verdict';
import { countGivenUp, givenUpSince } from '../countGivenUp';
import { connectedSamples, ConsumerRule, Observation } from '../Observation';
import { advanceIn, deliveriesIn, spanOf } from '../samples';

/** A message that is not acknowledged for so many times of ackWait, while later ones are, is likely to be the bad one. */
const PINNED_WAITS = 3;
/** Share of the deliveries that may be repetitions (Synadia Insights), looked at from this many on. */
const REPEATED = 0.1;
const MIN_DELIVERIES = 100;

/** Which messages, as far as the servers told; how to see them. */
function adviceOn({ newest, window }: Observation): Advice {
  const { sequences = [], deafBecause } = window.givenUp ?? {};
  const last = sequences[sequences.length - 1];
  const text =
    'Look at the messages that clients cannot handle; they stay in the stream and are not delivered again';
  if (last !== undefined) {
    return {
      text: `${text}: the last ones are ${sequences.join(', ')}`,
      command: natsCommand('stream', 'get', newest.stream, last),
    };
  }
  return {
    text: deafBecause
      ? `${text}. Which ones is not known to the portal: ${deafBecause}`
      : text,
    command: natsCommand('stream', 'view', newest.stream),
  };
}

/** Messages were given up: fresh ones are an error, old ones a warning. */
export const poison: ConsumerRule = observation => {
  const { window, samples } = observation;
  const { fresh, known, isExact } = countGivenUp(window, samples);
  if (known === 0) {
    return undefined;
  }
  const isFresh = fresh > 0;
  // Without the limit nobody knows that there is one to be reached, unless a server told of it.
  const isSure =
    window.settings !== undefined || (window.givenUp?.heard.length ?? 0) > 0;
  const when = isFresh ? `within ${formatSpan(spanOf(samples))}` : 'before';
  return {
    level: isFresh && isSure ? 'error' : 'warning',
    rule: 'poison',
    reason: `${isFresh && isExact ? '' : 'At least '}${formatCount(
      isFresh ? fresh : known,
    )} given up ${when}: maxDeliver was reached without an acknowledgement`,
    since: givenUpSince(window, samples),
    advice: adviceOn(observation),
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
