import { Entity } from '@backstage/catalog-model';
import {
  BrokerRepository,
  RepositorySources,
} from '@nats-portal/plugin-nats-flux';

/** A form asks at each pause in typing; a git host need not be read as often. */
const KEEP_MS = 30_000;

/** Repositories that are kept at a time; the oldest goes. */
const MAX_KEPT = 20;

interface Kept {
  until: number;
  repository: Promise<BrokerRepository>;
}

/** Reads repositories, those on git hosts at most twice a minute. A reader is only ever asked for what its caller may see. */
export class RepositoryCache {
  readonly #sources: RepositorySources;
  readonly #kept = new Map<string, Kept>();

  constructor(sources: RepositorySources) {
    this.#sources = sources;
  }

  /** @throws as `RepositorySources.read` does */
  async read(entity: Entity, now = Date.now()): Promise<BrokerRepository> {
    const place = this.#sources.find(entity);
    if (place.type === 'disk') {
      return this.#sources.read(entity);
    }
    const { annotations } = entity.metadata;
    const key = JSON.stringify([place, annotations]);
    const kept = this.#kept.get(key);
    if (kept && kept.until > now) {
      return kept.repository;
    }
    const repository = this.#sources.read(entity);
    this.#kept.delete(key);
    this.#kept.set(key, { until: now + KEEP_MS, repository });
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MAX_KEPT) {
      this.#kept.delete(oldest);
    }
    // What could not be read is asked for again at once.
    repository.catch(() => this.#kept.delete(key));
    return repository;
  }
}
