import { CompoundEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
import {
  BrokerStatus,
  ChangePreview,
  ChangePreviewRequest,
  ConsumerDetail,
  ConsumerPage,
  EntityStatus,
  FleetStatus,
  LongHistory,
  MessagingReading,
  PlanPreview,
  PlanRequest,
  PreviewRequest,
  ReadMessagingRequest,
  RepositoryPreview,
  StreamDetail,
  StreamPage,
} from '@nats-portal/plugin-nats-common';
import {
  ConsumerAddress,
  ConsumerListRequest,
  HistoryAddress,
  ListRequest,
  NatsApi,
  NatsRequestOptions,
  StreamAddress,
  StreamListRequest,
} from './NatsApi';

/**
 * A {@link NatsApi} over the REST API of the backend plugin.
 *
 * @public
 */
export class NatsClient implements NatsApi {
  readonly #discoveryApi: DiscoveryApi;
  readonly #fetchApi: FetchApi;

  constructor(options: { discoveryApi: DiscoveryApi; fetchApi: FetchApi }) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
  }

  async getBrokers(
    options?: NatsRequestOptions,
  ): Promise<{ brokers: BrokerStatus[] }> {
    return this.#get(['brokers'], options);
  }

  async getFleet(options?: NatsRequestOptions): Promise<FleetStatus> {
    return this.#get(['fleet'], options);
  }

  async getBroker(
    name: string,
    options?: NatsRequestOptions,
  ): Promise<BrokerStatus> {
    return this.#get(['brokers', name], options);
  }

  async getEntityStatus(
    entityRef: CompoundEntityRef,
    options?: NatsRequestOptions,
  ): Promise<EntityStatus> {
    const { kind, namespace, name } = entityRef;
    return this.#get(['entities', kind, namespace, name], options);
  }

  async getConsumer(
    address: ConsumerAddress,
    options?: NatsRequestOptions,
  ): Promise<ConsumerDetail> {
    const { broker, stream, consumer, account, entityRef } = address;
    return this.#get(['brokers', broker, 'consumers', stream, consumer], {
      ...options,
      query: { account, entity: entityRef },
    });
  }

  async getStream(
    address: StreamAddress,
    options?: NatsRequestOptions,
  ): Promise<StreamDetail> {
    const { broker, stream, account } = address;
    return this.#get(['brokers', broker, 'streams', stream], {
      ...options,
      query: { account },
    });
  }

  async getHistory(
    address: HistoryAddress,
    options?: NatsRequestOptions,
  ): Promise<LongHistory> {
    const { broker, stream, consumer, account, range } = address;
    const kind = consumer === undefined ? 'streams' : 'consumers';
    const asset = [stream, consumer].filter(name => name !== undefined);
    const path = stream === undefined ? [] : [kind, ...asset];
    return this.#get(['brokers', broker, ...path, 'history'], {
      ...options,
      query: { range, account },
    });
  }

  async getConsumers(
    request: ConsumerListRequest,
    options?: NatsRequestOptions,
  ): Promise<ConsumerPage> {
    const { entityRef: entity, ...rest } = request;
    return this.#list('consumers', { entity, ...rest }, options);
  }

  async getStreams(
    request: StreamListRequest,
    options?: NatsRequestOptions,
  ): Promise<StreamPage> {
    return this.#list('streams', request, options);
  }

  async getPreview(
    request: PreviewRequest,
    options?: NatsRequestOptions,
  ): Promise<RepositoryPreview> {
    return this.#post(['preview'], request, options);
  }

  async getChangePreview(
    request: ChangePreviewRequest,
    options?: NatsRequestOptions,
  ): Promise<ChangePreview> {
    return this.#post(['preview', 'change'], request, options);
  }

  async readMessaging(
    request: ReadMessagingRequest,
    options?: NatsRequestOptions,
  ): Promise<MessagingReading> {
    return this.#post(['messaging', 'read'], request, options);
  }

  async getPlan(
    request: PlanRequest,
    options?: NatsRequestOptions,
  ): Promise<PlanPreview> {
    return this.#post(['plan'], request, options);
  }

  async #list<T>(
    what: 'consumers' | 'streams',
    request: ListRequest<string> & { entity?: string },
    options?: NatsRequestOptions,
  ): Promise<T> {
    const { broker, levels = [], text, limit, ...query } = request;
    return this.#get(['brokers', broker, what], {
      ...options,
      query: {
        ...query,
        level: levels.join() || undefined,
        q: text || undefined,
        limit: limit === undefined ? undefined : String(limit),
      },
    });
  }

  async #get<T>(
    path: string[],
    options?: NatsRequestOptions & {
      query?: Record<string, string | undefined>;
    },
  ): Promise<T> {
    const { signal, query = {} } = options ?? {};
    const given = Object.entries(query).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, value]],
    );
    return this.#request(path, { signal }, new URLSearchParams(given));
  }

  async #post<T>(
    path: string[],
    body: unknown,
    options?: NatsRequestOptions,
  ): Promise<T> {
    return this.#request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: options?.signal,
    });
  }

  async #request<T>(
    path: string[],
    init: RequestInit,
    query = new URLSearchParams(),
  ): Promise<T> {
    const baseUrl = await this.#discoveryApi.getBaseUrl('nats');
    const url = [baseUrl, ...path.map(encodeURIComponent)].join('/');
    const response = await this.#fetchApi.fetch(
      String(query) ? `${url}?${query}` : url,
      init,
    );
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.json();
  }
}
