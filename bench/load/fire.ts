import http from 'node:http';
import { performance } from 'node:perf_hooks';

/** What is asked for, and how often. */
export interface Load {
  urls: string[];
  /** Requests a second, sent whether or not earlier ones were answered. */
  perSecond: number;
  seconds: number;
}

/** What came of it. */
export interface Fired {
  /** Milliseconds from when each request was due to the last byte of its answer. */
  latencies: number[];
  /** Answers that were none with 200. */
  failed: number;
  /** Why one of them failed. */
  problem?: string;
  /** Bytes of all answers as they were sent. */
  bytes: number;
}

/** As browsers do. */
const HEADERS = { 'accept-encoding': 'gzip' };

const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });

function ask(url: string): Promise<{ status: number; bytes: number }> {
  return new Promise((resolve, reject) => {
    const request = http.get(url, { agent, headers: HEADERS }, response => {
      let bytes = 0;
      response.on('data', chunk => {
        bytes += chunk.length;
      });
      response.on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, bytes }),
      );
    });
    request.on('error', (error: NodeJS.ErrnoException) => {
      // The server ended the idle connection at the very moment when it was used.
      if (request.reusedSocket && error.code === 'ECONNRESET') {
        resolve(ask(url));
      } else {
        reject(error);
      }
    });
  });
}

async function fire({ urls, perSecond, seconds }: Load): Promise<Fired> {
  const fired: Fired = { latencies: [], failed: 0, bytes: 0 };
  const count = perSecond * seconds;
  const startedAt = performance.now();
  const all: Promise<void>[] = [];
  for (let i = 0; i < count; i++) {
    const dueAt = startedAt + (i * 1000) / perSecond;
    const wait = dueAt - performance.now();
    if (wait > 0) {
      await new Promise(resolve => setTimeout(resolve, wait));
    }
    // Timers are late by up to a millisecond; that is the client's, not the server's.
    const sentAt = Math.max(dueAt, performance.now());
    all.push(
      ask(urls[i % urls.length]).then(
        ({ status, bytes }) => {
          fired.latencies.push(performance.now() - sentAt);
          fired.bytes += bytes;
          fired.failed += status === 200 ? 0 : 1;
        },
        error => {
          fired.failed++;
          fired.problem = String(error);
        },
      ),
    );
  }
  await Promise.all(all);
  return fired;
}

// A process of its own: whoever measures must not wait for what is measured.
process.on('message', async (load: Partial<Load>) => {
  if (load.urls) {
    process.send?.(await fire(load as Load));
    process.disconnect?.();
    agent.destroy();
  }
});
