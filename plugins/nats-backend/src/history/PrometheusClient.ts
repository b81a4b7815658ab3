import { readFile } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import { ServiceUnavailableError, toError } from '@backstage/errors';
import { getBytes } from '@nats-portal/plugin-nats-node';
import { z } from 'zod';
import { PrometheusConfig } from './readPrometheusConfigs';

/** A question about one consumer has an answer of some 20 kB. */
const MAX_BYTES = 8 * 1024 ** 2;
/** Questions of all pages at a time; Prometheus itself allows 20 (its flag query.max-concurrency). */
const CONNECTIONS = 8;

/** The answer to a range query, by the documentation of the HTTP API of Prometheus. */
const answerShape = z.object({
  status: z.literal('success'),
  warnings: z.array(z.string()).optional(),
  data: z.object({
    resultType: z.literal('matrix'),
    result: z.array(
      z.object({
        metric: z.record(z.string(), z.string()),
        values: z.array(z.tuple([z.number(), z.string()])),
      }),
    ),
  }),
});
const errorShape = z.object({ status: z.literal('error'), error: z.string() });

/** One series of an answer. */
export interface RangeSeries {
  metric: Record<string, string>;
  /** Seconds since 1970 and a number as text, oldest first. */
  values: [number, string][];
}

/** The answer to a range query. */
export interface RangeAnswer {
  series: RangeSeries[];
  /** What Prometheus says may be missing. */
  warnings: string[];
}

/** What is asked: an expression at each step of a span; seconds, and seconds since 1970. */
export interface RangeQuery {
  query: string;
  start: number;
  end: number;
  step: number;
}

function explainStatus(status: number, body: unknown): string {
  const { data } = errorShape.safeParse(body);
  if (status === 401 || status === 403) {
    return `it refused the login (status ${status})`;
  }
  return data
    ? `it answered "${data.error}"`
    : `it answered with status ${status} and nothing that Prometheus says`;
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}

/** Asks one Prometheus, or what answers as it does. */
export class PrometheusClient {
  readonly #config: PrometheusConfig;
  readonly #agent: http.Agent | https.Agent;

  constructor(config: PrometheusConfig) {
    this.#config = config;
    const options = { keepAlive: true, maxSockets: CONNECTIONS };
    this.#agent = config.url.startsWith('https:')
      ? new https.Agent(options)
      : new http.Agent(options);
  }

  /** @throws ServiceUnavailableError saying which address failed, and why */
  async queryRange(query: RangeQuery): Promise<RangeAnswer> {
    const { url, timeoutMs } = this.#config;
    const signal = AbortSignal.timeout(timeoutMs);
    const failed = (reason: string) =>
      new ServiceUnavailableError(`Prometheus at ${url}: ${reason}`);
    const address = new URL('api/v1/query_range', url);
    address.search = String(
      new URLSearchParams({
        query: query.query,
        start: String(query.start),
        end: String(query.end),
        step: String(query.step),
        timeout: `${timeoutMs}ms`,
      }),
    );
    let status: number;
    let body: unknown;
    try {
      const answer = await getBytes(address, {
        agent: this.#agent,
        ca: await this.#authority(),
        headers: await this.#headers(),
        maxBytes: MAX_BYTES,
        signal,
      });
      status = answer.status;
      body = parse(answer.body);
    } catch (error) {
      throw failed(
        signal.aborted
          ? `no answer within ${timeoutMs / 1000} sec`
          : toError(error).message,
      );
    }
    const { data: answer } = answerShape.safeParse(body);
    if (!answer) {
      throw failed(explainStatus(status, body));
    }
    return { series: answer.data.result, warnings: answer.warnings ?? [] };
  }

  /** Ends the connections. */
  close(): void {
    this.#agent.destroy();
  }

  async #authority(): Promise<string | Buffer | undefined> {
    const { ca, caFile } = this.#config.tls;
    return caFile === undefined ? ca : readFile(caFile);
  }

  async #headers(): Promise<http.OutgoingHttpHeaders> {
    const { login } = this.#config;
    switch (login.kind) {
      case 'token':
        return { authorization: `Bearer ${login.token}` };
      case 'tokenFile': {
        // Kubernetes writes another one now and then.
        const token = await readFile(login.path, 'utf8');
        return { authorization: `Bearer ${token.trim()}` };
      }
      case 'password': {
        const pair = Buffer.from(`${login.user}:${login.password}`);
        return { authorization: `Basic ${pair.toString('base64')}` };
      }
      default:
        return {};
    }
  }
}
