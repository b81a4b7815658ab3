import { ScalingBounds } from '@nats-portal/plugin-nats-common';
import { NOT_SCALED, scale, ScalingTimes } from './scale';

/** How things stood at a moment. */
export interface Moment {
  /** Milliseconds since the messages were published. */
  at: number;
  backlog: number;
  replicas: number;
}

/** What is to be worked off, and by whom. */
export interface Work {
  messages: number;
  /** Milliseconds that a worker takes for one message. */
  workMs: number;
  bounds: ScalingBounds;
  times: ScalingTimes;
}

/** Steps of the simulation in a decision of the HPA. */
const STEPS_PER_SYNC = 50;

/** Predicts how workers come and go, by the rules alone: they start at once and nothing else costs time. */
export function simulate({ messages, workMs, bounds, times }: Work): Moment[] {
  const step = times.syncMs / STEPS_PER_SYNC;
  const moments: Moment[] = [];
  // KEDA looked just before there was anything.
  let state = scale(NOT_SCALED, { now: 0, backlog: 0 }, bounds, times);
  let busyUntil: number[] = [];
  let waiting = messages;
  for (let now = 0; ; now += step) {
    busyUntil = busyUntil.filter(until => until > now);
    while (busyUntil.length < state.replicas && waiting > 0) {
      busyUntil.push(now + workMs);
      waiting--;
    }
    const backlog = waiting + busyUntil.length;
    state = scale(state, { now, backlog }, bounds, times);
    moments.push({ at: now, backlog, replicas: state.replicas });
    if (backlog === 0 && state.replicas === 0) {
      return moments;
    }
  }
}
