import {
  ConsumerSnapshot,
  LeaderlessConsumer,
  StreamState,
} from '../BrokerSnapshot';
import { ConsumerSettings, StreamSettings } from '../settings';
import { Thresholds } from '../thresholds/Threshold';
import { Verdict } from '../Verdict';
import { GivenUp } from './GivenUp';

/**
 * A consumer that went back and has not reached where it was.
 *
 * @public
 */
export interface Rewind {
  /** The furthest sequence of the stream that was delivered. */
  furthest: number;
  /** Milliseconds since 1970, the server's clock. */
  at: number;
}

/**
 * The first message that a consumer has not delivered, as the leader of the stream showed it.
 *
 * @public
 */
export interface NextMessage {
  /** What the consumer had delivered then: sequence of the stream. */
  after: number;
  sequence: number;
  /** When it was stored, the server's clock: milliseconds since 1970. */
  at: number;
}

/**
 * What is known of one consumer at the moment of asking.
 *
 * @public
 */
export interface ConsumerWindow {
  /**
   * Oldest first, and ten of them and a minute at least where there are so many. The newest
   * carries what the others may leave out: replicas, times of the last delivery.
   */
  samples: readonly ConsumerSnapshot[];
  /** Those before, oldest first; only few rules look back so far. */
  older?: () => readonly ConsumerSnapshot[];
  /** What the stream held, oldest first and as far back as is known. */
  streamStates?: readonly StreamState[];
  /** Where it stood before it went back, and when that was; absent where it is further by now. */
  rewound?: Rewind;
  /** Milliseconds since servers last said anything of it, be it that it has no leader. */
  age: number;
  /** Milliseconds between two samples as configured. */
  interval: number;
  /**
   * The consumer is known and its leader did not answer: which one the others name,
   * empty for none, and in how many readings in a row.
   */
  leaderless?: Pick<LeaderlessConsumer, 'leader'> & { readings: number };
  /** The newest answer of its leader holds a number that cannot be; says which. */
  unreadable?: string;
  /** Absent where nobody asked for it. */
  nextMessage?: NextMessage;
  /** Absent where nobody listens to what the servers tell. */
  givenUp?: GivenUp;
  /** As last read; absent while it was not. */
  settings?: ConsumerSettings;
  streamSettings?: StreamSettings;
  /** When the configuration was read last, and since when it has been the same; server's clock, milliseconds since 1970. */
  settingsReadAt?: number;
  settingsSince?: number;
  /** Defaults to those of the rules. */
  thresholds?: Thresholds;
}

/**
 * A verdict on a consumer with the forecast behind it.
 *
 * @public
 */
export interface ConsumerVerdict extends Verdict {
  /** What else is to be said, in the order of the rules. */
  findings?: Verdict[];
  /** Backlog per second; absent where the window is too short. */
  backlogPerSecond?: number;
  /** Messages that are finished per second; absent where the filter hides how many came. */
  completedPerSecond?: number;
  /** Seconds until the backlog is gone at the present rate; absent where it does not drain. */
  drainsInSeconds?: number;
  /** The same with 95 % certainty; without `most` it may never be gone. */
  drainsWithin?: { least: number; most?: number };
  /** A forecast from fewer than five samples. */
  isRough?: boolean;
  /** How long the next message to deliver has waited, seconds; 0 where none waits, absent where nobody can tell. */
  secondsBehind?: number;
  /** It has waited longer than that; the samples do not reach back further. */
  isLongerBehind?: boolean;
  /** The time lies between two samples, and is interpolated; absent where the message itself tells it. */
  isBehindEstimated?: boolean;
}
