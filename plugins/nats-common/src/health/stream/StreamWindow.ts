import { StreamSnapshot, StreamState } from '../BrokerSnapshot';
import { StreamSettings } from '../settings';
import { Thresholds } from '../thresholds/Threshold';
import { Verdict } from '../Verdict';

/**
 * What is known of one stream at the moment of asking.
 *
 * @public
 */
export interface StreamWindow {
  /** As its leader reported it last; absent where it never did. */
  newest?: StreamSnapshot;
  /** What it held, oldest first and as far back as is known. */
  states: readonly StreamState[];
  /** Milliseconds since servers last said anything of it, be it that it has no leader. */
  age: number;
  /** Milliseconds between two samples as configured. */
  interval: number;
  /** The stream is known and its leader did not answer: which one, empty for none, and for how many readings in a row. */
  leaderless?: { leader: string; readings: number };
  /** As last read; absent while it was not. */
  settings?: StreamSettings;
  thresholds?: Thresholds;
}

/**
 * A verdict on a stream with the forecast behind it.
 *
 * @public
 */
export interface StreamVerdict extends Verdict {
  /** What else is to be said, worst first, then in the order of the rules. */
  findings?: Verdict[];
  /** Messages stored per second, of all publishers; absent where the window is too short. */
  storedPerSecond?: number;
  /** Seconds until it is at a limit of its own at the present rate; absent where it does not surely grow towards one. */
  fullInSeconds?: number;
}

/** One rule about a stream: says what is wrong, and nothing where all is well. */
export type StreamRule = (
  newest: StreamSnapshot,
  window: StreamWindow,
) => Verdict | undefined;
