import type { z as Zod } from 'zod/v3';

/** What follows when a broker is not there yet, after the reason. */
export const LEFT_TO_FLUX =
  '. Flux will create the streams once this repository is attached to the cluster, as its README says; this portal shows the broker when the platform team has added it to nats.brokers';

/** The input that says whether a broker may be away. */
export function whenAbsentInput(z: typeof Zod) {
  return z
    .enum(['fail', 'leave-to-flux'])
    .optional()
    .describe(
      'What to do when the broker is not configured or does not answer; blank means fail',
    );
}
