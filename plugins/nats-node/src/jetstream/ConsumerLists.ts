import { ConsumerInfo } from './AssetInfo';
import { JetStreamApi } from './JetStreamApi';
import { ListPage } from './ListPage';
import {
  CurrentAsset,
  readConsumerList,
  toConsumers,
  WantedNames,
} from './readAssets';
import { LISTS_AT_ONCE } from './readPages';

/** A server that stands alone answers lists one after the other, and is kept busy while this process thinks. */
const LISTS_AT_ONCE_ALONE = 64;
/** Consumers that were read and that nobody has asked for yet, a count; each takes about a kilobyte. */
const READ_AHEAD = 20_000;

/** Reads the first page of a list; most have no other. */
type FirstPage = () => ListPage<ConsumerInfo>;

/**
 * The lists of consumers of an account, each read once and ahead of who asks for it:
 * as soon as it is known that a spec wants consumers of a stream and that there is
 * such a stream.
 */
export class ConsumerLists {
  readonly #api: JetStreamApi;
  readonly #signal: AbortSignal | undefined;
  readonly #wanted = new Set<string>();
  /** Consumers that streams had when they were listed, counts. */
  readonly #sizes = new Map<string, number>();
  readonly #queue: string[] = [];
  readonly #lists = new Map<string, Promise<FirstPage>>();
  #atOnce = 0;
  #next = 0;
  #inFlight = 0;
  #ahead = 0;

  constructor(api: JetStreamApi, signal?: AbortSignal) {
    this.#api = api;
    this.#signal = signal;
  }

  /** Begins to read. */
  open({ clustered }: { clustered: boolean }): void {
    this.#atOnce = clustered ? LISTS_AT_ONCE : LISTS_AT_ONCE_ALONE;
    this.#advance();
  }

  /** A spec wants consumers of a stream. */
  want(stream: string): void {
    if (!this.#wanted.has(stream)) {
      this.#wanted.add(stream);
      this.#enqueue(stream);
    }
  }

  /** There is such a stream, with so many consumers. */
  found(stream: string, consumers = 0): void {
    if (!this.#sizes.has(stream)) {
      this.#sizes.set(stream, consumers);
      this.#enqueue(stream);
    }
  }

  /** All consumers of a stream; its list is forgotten with that. */
  async take(
    stream: WantedNames,
    signal?: AbortSignal,
  ): Promise<Map<string, CurrentAsset>> {
    const { name } = stream;
    const asked = this.#lists.get(name) ?? this.#ask(name);
    if (this.#lists.delete(name)) {
      this.#ahead -= this.#sizes.get(name) ?? 0;
      this.#advance();
    }
    const readFirst = await asked;
    const list = await readConsumerList(this.#api, name, signal, readFirst());
    return toConsumers(this.#api, stream, list, signal);
  }

  /** Nobody asks any more: nothing new begins. */
  close(): void {
    this.#atOnce = 0;
  }

  #enqueue(stream: string) {
    if (this.#wanted.has(stream) && this.#sizes.has(stream)) {
      this.#queue.push(stream);
      this.#advance();
    }
  }

  /** Asks for several at a time: what is sent together costs the two sides one write and one read. */
  #advance() {
    if (this.#inFlight > this.#atOnce / 2) {
      return;
    }
    while (
      this.#next < this.#queue.length &&
      this.#inFlight < this.#atOnce &&
      this.#ahead < READ_AHEAD
    ) {
      const stream = this.#queue[this.#next++];
      this.#ahead += this.#sizes.get(stream) ?? 0;
      this.#lists.set(stream, this.#ask(stream));
    }
  }

  #ask(stream: string): Promise<FirstPage> {
    this.#inFlight++;
    const page = this.#api.listConsumersLater(stream, this.#signal);
    const ended = () => {
      this.#inFlight--;
      this.#advance();
    };
    page.then(ended, ended);
    return page;
  }
}
