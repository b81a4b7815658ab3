import { readdir } from 'node:fs/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { eventually } from '../../../__testUtils__/eventually';
import { FaultyNetwork } from './FaultyNetwork';

const MEBIBYTE = 1024 ** 2;
/** What the test itself and the compiler of the engine keep, bytes. */
const HEAP_SLACK = 16 * MEBIBYTE;
/** Sockets that were closed are gone a moment later. */
const PATIENCE_MS = 60_000;

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

/** What this process holds: bytes, and counts by kind. */
interface Held {
  heap: number;
  files: number;
  handles: Record<string, number>;
}

async function heldNow(network: FaultyNetwork): Promise<Held> {
  collectGarbage();
  const ofProxies = network.proxies.reduce(
    (sum, { openSockets }) => sum + openSockets,
    0,
  );
  const handles: Record<string, number> = { TCPSocketWrap: -ofProxies };
  for (const kind of process.getActiveResourcesInfo()) {
    handles[kind] = (handles[kind] ?? 0) + 1;
  }
  return {
    heap: process.memoryUsage().heapUsed,
    // Where there is no such folder there are no files to be counted either.
    files: (await readdir('/dev/fd')).length - ofProxies,
    handles,
  };
}

/** What is held beyond what was held before, in words; nothing where that is so. */
function beyond(base: Held, now: Held): string[] {
  const more = (what: string, from = 0, to = 0) =>
    to > from ? [`${to - from} ${what}`] : [];
  return [
    ...Object.keys(now.handles).flatMap(kind =>
      more(kind, base.handles[kind], now.handles[kind]),
    ),
    ...more('open files', base.files, now.files),
    ...(now.heap > base.heap + HEAP_SLACK
      ? [`${Math.round((now.heap - base.heap) / MEBIBYTE)} MiB`]
      : []),
  ];
}

/** Knows what this process and the servers held before a fault. */
export class Footprint {
  readonly #network: FaultyNetwork;
  readonly #base: Held;

  private constructor(network: FaultyNetwork, base: Held) {
    this.#network = network;
    this.#base = base;
  }

  /** To be taken when no broker is open, and everything was used once. */
  static async of(network: FaultyNetwork): Promise<Footprint> {
    return new Footprint(network, await heldNow(network));
  }

  /**
   * What is left behind after all brokers were closed: connections that the servers still
   * have, sockets, timers, files and memory of this process. Waits until there is nothing.
   */
  async leftBehind(): Promise<string[]> {
    return eventually(
      // To ask the servers takes a connection, which is gone when it is looked again.
      async () => [
        ...beyond(this.#base, await heldNow(this.#network)),
        ...(await this.#network.portalConnections()),
      ],
      left => left.length === 0,
      PATIENCE_MS,
    );
  }
}
