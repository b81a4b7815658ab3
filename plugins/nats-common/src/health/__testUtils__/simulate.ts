import fc from 'fast-check';
import { ConsumerSnapshot } from '../BrokerSnapshot';
import { ConsumerWindow } from '../consumer/ConsumerWindow';
import { INTERVAL, sample, settings, streamSettings } from './consumer';

/** What happens between two samples, in this order. */
interface Round {
  published: number;
  delivered: number;
  again: number;
  acknowledged: number;
  late: number;
}

/** A window with what a server would know of it. */
export interface Simulated {
  window: ConsumerWindow;
  /** Messages that the stream's limit took before they were delivered. */
  lost: number;
}

/** How a stream and its consumer are made. */
interface Made {
  /** Messages that the stream keeps. */
  limit: number;
  /** Of so many messages one is for the consumer, by its filter. */
  every: number;
}

/** A stream that keeps so many messages, and a consumer that reads it, or what its filter takes. */
function play({ limit, every }: Made, rounds: readonly Round[]): Simulated {
  let [first, last, position, inFlight, count, lost] = [1, 0, 0, 0, 0, 0];
  const samples: ConsumerSnapshot[] = [];
  /** Those for the consumer, up to a sequence. */
  const wantedUpTo = (sequence: number) => Math.floor(sequence / every);
  const publish = (messages: number) => {
    last += messages;
    const front = Math.max(first, last - limit + 1);
    lost += Math.max(
      0,
      wantedUpTo(front - 1) - wantedUpTo(Math.max(position, first - 1)),
    );
    first = front;
  };
  const deliver = (wanted: number) => {
    const from = wantedUpTo(Math.max(position, first - 1));
    const messages = Math.min(wanted, wantedUpTo(last) - from);
    if (messages > 0) {
      position = (from + messages) * every;
    }
    inFlight += messages;
    count += messages;
  };
  rounds.forEach((round, i) => {
    publish(round.published);
    deliver(round.delivered);
    count += inFlight > 0 ? round.again : 0;
    inFlight -= Math.min(inFlight, round.acknowledged);
    publish(round.late);
    const at = i * INTERVAL;
    const front = Math.max(position, first - 1);
    samples.push(
      sample({
        at,
        deliveredConsumerSequence: count,
        deliveredStreamSequence: position,
        pending: wantedUpTo(last) - wantedUpTo(front),
        ackPending: inFlight,
        waiting: round.delivered > 0 ? 1 : 0,
        streamState: {
          at,
          messages: last - first + 1,
          bytes: 0,
          firstSequence: first,
          lastSequence: last,
          deleted: 0,
        },
      }),
    );
    // What was lost before the first sample nobody can have seen.
    lost = i === 0 ? 0 : lost;
  });
  return {
    lost,
    window: {
      samples,
      age: 0,
      interval: INTERVAL,
      settings: settings({ filters: every === 1 ? [] : ['jobs.a'] }),
      streamSettings: streamSettings({ maxMessages: limit }),
      settingsSince: 0,
      settingsReadAt: (rounds.length - 1) * INTERVAL,
    },
  };
}

/** Streams and consumers of all kinds: bursts, slow readers, readers that come and go. */
export const anySimulation: fc.Arbitrary<Simulated> = fc
  .record({
    every: fc.constantFrom(1, 1, 2, 3, 10),
    limit: fc.oneof(
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 100, max: 2000 }),
    ),
    rounds: fc.array(
      fc.record({
        published: fc.nat(80),
        delivered: fc.oneof(fc.constant(0), fc.nat(5), fc.nat(100)),
        again: fc.oneof(fc.constant(0), fc.nat(5)),
        acknowledged: fc.oneof(fc.constant(0), fc.nat(100)),
        late: fc.oneof(fc.constant(0), fc.nat(40)),
      }),
      { minLength: 7, maxLength: 10 },
    ),
  })
  .map(({ rounds, ...made }) => play(made, rounds));
