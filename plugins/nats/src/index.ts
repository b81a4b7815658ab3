/**
 * Shows NATS broker health and consumer lag on catalog entities.
 *
 * @packageDocumentation
 */
export { natsPlugin as default } from './plugin';
export {
  natsApiRef,
  type ConsumerAddress,
  type HistoryAddress,
  type NatsApi,
  type NatsRequestOptions,
} from './api/NatsApi';
export { NatsClient } from './api/NatsClient';
export { isNatsAvailable } from './isNatsAvailable';
export { natsTranslationRef } from './translation';
