import type { NATS_BROKER_ANNOTATION } from '@nats-portal/plugin-nats-common';

/**
 * The annotation that names the broker of an entity. The compiler holds it to that of the
 * common package; to import its value would draw that package into what every page loads.
 */
export const BROKER_ANNOTATION: typeof NATS_BROKER_ANNOTATION =
  'nats.io/broker';
