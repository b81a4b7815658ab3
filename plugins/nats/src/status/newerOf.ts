import { ConsumerStatus } from '@nats-portal/plugin-nats-common';
import { newestAt } from './newestAt';

/**
 * The one that was sampled later, so that what two requests say of a consumer never
 * goes back and forth; the second where they are of the same sample.
 */
export function newerOf(
  one: ConsumerStatus,
  other: ConsumerStatus | undefined,
): ConsumerStatus {
  return other && (newestAt(other) ?? 0) >= (newestAt(one) ?? 0) ? other : one;
}
