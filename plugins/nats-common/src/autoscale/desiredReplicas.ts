/**
 * What a ScaledObject with one `nats-jetstream` trigger is set to.
 *
 * @public
 */
export interface ScalingBounds {
  /** KEDA `minReplicaCount`. */
  minReplicaCount: number;
  /** KEDA `maxReplicaCount`. */
  maxReplicaCount: number;
  /** Trigger `lagThreshold`: waiting messages per replica. */
  lagThreshold: number;
  /** Trigger `activationLagThreshold`: active only when the backlog is above it. */
  activationLagThreshold: number;
}

/**
 * The replicas that KEDA and the HPA ask for at a backlog, tolerance,
 * stabilisation and cool-down left aside.
 *
 * KEDA's scaler reports backlog as an AverageValue metric with `lagThreshold` as
 * the target, so the HPA asks for ceil(backlog / lagThreshold); below activation
 * KEDA itself takes the target to `minReplicaCount`
 * (KEDA nats-jetstream scaler; Kubernetes horizontal pod autoscaling, "algorithm details").
 *
 * @param backlog - `num_pending + num_ack_pending` of the consumer, a count
 * @public
 */
export function desiredReplicas(
  backlog: number,
  bounds: ScalingBounds,
): number {
  if (backlog <= bounds.activationLagThreshold) {
    return bounds.minReplicaCount;
  }
  const wanted = Math.ceil(backlog / bounds.lagThreshold);
  // An active target has at least one replica even where the minimum is zero.
  const least = Math.max(1, bounds.minReplicaCount);
  return Math.min(bounds.maxReplicaCount, Math.max(least, wanted));
}
