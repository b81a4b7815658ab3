import { ConsumerStatus } from '@nats-portal/plugin-nats-common';

/**
 * The server's clock at the newest sample: what has lasted since some time of that
 * clock is told from it, because the browser's may run apart.
 *
 * @returns `undefined` without a sample
 */
export function newestAt(
  consumer: Pick<ConsumerStatus, 'trend'>,
): number | undefined {
  return consumer.trend[consumer.trend.length - 1]?.at;
}
