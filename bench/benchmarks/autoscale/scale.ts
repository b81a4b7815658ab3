import {
  desiredReplicas,
  ScalingBounds,
} from '@nats-portal/plugin-nats-common';

/** When KEDA and the HPA look and act, milliseconds. */
export interface ScalingTimes {
  /** KEDA asks for the backlog; ScaledObject `pollingInterval`. */
  pollingMs: number;
  /** From when KEDA last saw work to zero workers; ScaledObject `cooldownPeriod`. */
  cooldownMs: number;
  /** The HPA decides. */
  syncMs: number;
  /** The HPA takes workers away only when it wanted fewer all this time. */
  stabilisationMs: number;
}

/**
 * What holds where a ScaledObject says nothing else: 30 s and 300 s (KEDA,
 * ScaledObject specification), 15 s and 300 s (Kubernetes, horizontal pod autoscaling).
 */
export const DEFAULT_TIMES: ScalingTimes = {
  pollingMs: 30_000,
  cooldownMs: 300_000,
  syncMs: 15_000,
  stabilisationMs: 300_000,
};

/** The HPA leaves alone what is within this part of its target (Kubernetes, "algorithm details"). */
const TOLERANCE = 0.1;
/** At most that many more, or twice as many, in each decision (Kubernetes, "default behavior"). */
const MORE_AT_ONCE = 4;

/** What KEDA and the HPA remember. */
export interface ScalingState {
  replicas: number;
  /** The backlog of the last poll, which the HPA is told where metrics are cached; a count. */
  seen: number;
  polledAt: number;
  activeAt: number;
  syncedAt: number;
  /** What the HPA wanted lately. */
  wanted: readonly { at: number; replicas: number }[];
}

export const NOT_SCALED: ScalingState = {
  replicas: 0,
  seen: 0,
  polledAt: -Infinity,
  activeAt: -Infinity,
  syncedAt: -Infinity,
  wanted: [],
};

/** KEDA's part: between none and one. */
function poll(
  state: ScalingState,
  { now, backlog }: { now: number; backlog: number },
  bounds: ScalingBounds,
  times: ScalingTimes,
): ScalingState {
  if (now - state.polledAt < times.pollingMs) {
    return state;
  }
  const active = backlog > bounds.activationLagThreshold;
  const polled = {
    ...state,
    seen: backlog,
    polledAt: now,
    activeAt: active ? now : state.activeAt,
  };
  if (active && state.replicas === 0) {
    // The HPA begins to look once there is something to scale.
    return { ...polled, replicas: 1, wanted: [], syncedAt: now };
  }
  return !active && now - polled.activeAt >= times.cooldownMs
    ? { ...polled, replicas: bounds.minReplicaCount }
    : polled;
}

/** The HPA's part: between one and the most. */
function sync(
  state: ScalingState,
  now: number,
  bounds: ScalingBounds,
  times: ScalingTimes,
): ScalingState {
  if (state.replicas === 0 || now - state.syncedAt < times.syncMs) {
    return state;
  }
  const { replicas } = state;
  const use = state.seen / (bounds.lagThreshold * replicas);
  const fit =
    Math.abs(use - 1) <= TOLERANCE
      ? replicas
      : Math.max(1, desiredReplicas(state.seen, bounds));
  const wanted = [...state.wanted, { at: now, replicas: fit }].filter(
    ({ at }) => now - at < times.stabilisationMs,
  );
  const least = Math.min(
    replicas,
    Math.max(...wanted.map(one => one.replicas)),
  );
  const most = Math.max(replicas * 2, replicas + MORE_AT_ONCE);
  return {
    ...state,
    syncedAt: now,
    wanted,
    replicas: Math.min(fit >= replicas ? fit : least, most),
  };
}

/**
 * What KEDA and the HPA do at a moment, with metrics cached as the generated
 * ScaledObjects have it.
 *
 * @param moment - `now` in milliseconds, `backlog` as `num_pending + num_ack_pending`
 */
export function scale(
  state: ScalingState,
  moment: { now: number; backlog: number },
  bounds: ScalingBounds,
  times: ScalingTimes,
): ScalingState {
  const polled = poll(state, moment, bounds, times);
  return sync(polled, moment.now, bounds, times);
}
