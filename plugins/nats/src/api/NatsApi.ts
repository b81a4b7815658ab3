import { CompoundEntityRef } from '@backstage/catalog-model';
import { createApiRef } from '@backstage/frontend-plugin-api';
import {
  BrokerStatus,
  ChangePreview,
  ChangePreviewRequest,
  CONSUMER_SORTS,
  ConsumerDetail,
  ConsumerPage,
  EntityStatus,
  FleetStatus,
  HistoryRange,
  LongHistory,
  MessagingReading,
  PlanPreview,
  PlanRequest,
  PreviewRequest,
  ReadMessagingRequest,
  RepositoryPreview,
  STREAM_SORTS,
  StreamDetail,
  StreamPage,
  VerdictLevel,
} from '@nats-portal/plugin-nats-common';

/**
 * Options of every request.
 *
 * @public
 */
export interface NatsRequestOptions {
  /** Ends the request early. */
  signal?: AbortSignal;
}

/**
 * Which consumer, as whom.
 *
 * @public
 */
export interface ConsumerAddress {
  /** The name that it has in the configuration. */
  broker: string;
  stream: string;
  consumer: string;
  /** Needed where several accounts have one of these names. */
  account?: string;
  /** A full reference: the thresholds in its annotations are to hold. */
  entityRef?: string;
}

/**
 * Which stream.
 *
 * @public
 */
export interface StreamAddress {
  /** The name that it has in the configuration. */
  broker: string;
  stream: string;
  /** Needed where several accounts have one of the name. */
  account?: string;
}

/**
 * Of what a history is wanted: a consumer, a stream, or the storage of the broker
 * where there is neither.
 *
 * @public
 */
export interface HistoryAddress {
  /** The name that it has in the configuration. */
  broker: string;
  stream?: string;
  /** Of the stream. */
  consumer?: string;
  /** Needed where several accounts have one of these names. */
  account?: string;
  range: HistoryRange;
}

/**
 * A page of a list, and of which list.
 *
 * @public
 */
export interface ListRequest<Sort extends string> {
  /** The name that it has in the configuration. */
  broker: string;
  account?: string;
  stream?: string;
  /** All of them where absent. */
  levels?: readonly VerdictLevel[];
  /** A part of the name. */
  text?: string;
  sort?: Sort;
  /** Rows of a page, 200 at most. */
  limit?: number;
  /** The `nextCursor` of the page before; the first page without it. */
  cursor?: string;
}

/**
 * A page of consumers.
 *
 * @public
 */
export interface ConsumerListRequest
  extends ListRequest<(typeof CONSUMER_SORTS)[number]> {
  /** A full reference: what its annotations say of thresholds and scaling is to hold. */
  entityRef?: string;
}

/**
 * A page of streams.
 *
 * @public
 */
export type StreamListRequest = ListRequest<(typeof STREAM_SORTS)[number]>;

/**
 * Reads the state of brokers and of what entities name, from the NATS backend plugin.
 *
 * @public
 */
export interface NatsApi {
  /** All configured brokers, worst first. */
  getBrokers(
    options?: NatsRequestOptions,
  ): Promise<{ brokers: BrokerStatus[] }>;
  /** All brokers and the consumers that most need a look. */
  getFleet(options?: NatsRequestOptions): Promise<FleetStatus>;
  /** One broker, by the name it has in the configuration. */
  getBroker(name: string, options?: NatsRequestOptions): Promise<BrokerStatus>;
  /** The broker and the consumers that an entity's annotations name. */
  getEntityStatus(
    entityRef: CompoundEntityRef,
    options?: NatsRequestOptions,
  ): Promise<EntityStatus>;
  /** One page of the consumers of a broker. */
  getConsumers(
    request: ConsumerListRequest,
    options?: NatsRequestOptions,
  ): Promise<ConsumerPage>;
  /** One page of the streams of a broker. */
  getStreams(
    request: StreamListRequest,
    options?: NatsRequestOptions,
  ): Promise<StreamPage>;
  /** One consumer with its window of samples. */
  getConsumer(
    address: ConsumerAddress,
    options?: NatsRequestOptions,
  ): Promise<ConsumerDetail>;
  /** One stream with its window of samples. */
  getStream(
    address: StreamAddress,
    options?: NatsRequestOptions,
  ): Promise<StreamDetail>;
  /** How something was over a longer time, where a Prometheus is configured. */
  getHistory(
    address: HistoryAddress,
    options?: NatsRequestOptions,
  ): Promise<LongHistory>;
  /** What a form would generate as it is filled in so far. */
  getPreview(
    request: PreviewRequest,
    options?: NatsRequestOptions,
  ): Promise<RepositoryPreview>;
  /** What a change of a broker's repository would be and do. */
  getChangePreview(
    request: ChangePreviewRequest,
    options?: NatsRequestOptions,
  ): Promise<ChangePreview>;
  /** What streams, consumers and buckets a text names, or what is wrong with it. */
  readMessaging(
    request: ReadMessagingRequest,
    options?: NatsRequestOptions,
  ): Promise<MessagingReading>;
  /** What applying streams and consumers would do, changing nothing. */
  getPlan(
    request: PlanRequest,
    options?: NatsRequestOptions,
  ): Promise<PlanPreview>;
}

/**
 * Reference to the {@link NatsApi}.
 *
 * @public
 */
export const natsApiRef = createApiRef<NatsApi>().with({
  id: 'plugin.nats.service',
  pluginId: 'nats',
});
