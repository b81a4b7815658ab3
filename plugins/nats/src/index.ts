/**
 * Shows NATS broker health and consumer lag on catalog entities.
 *
 * @packageDocumentation
 */
export { natsPlugin as default } from './plugin';
export {
  natsApiRef,
  type ConsumerAddress,
  type ConsumerListRequest,
  type HistoryAddress,
  type ListRequest,
  type NatsApi,
  type NatsRequestOptions,
  type StreamAddress,
  type StreamListRequest,
} from './api/NatsApi';
export { NatsClient } from './api/NatsClient';
export { isNatsAvailable } from './isNatsAvailable';
export { natsTranslationRef } from './translation';
