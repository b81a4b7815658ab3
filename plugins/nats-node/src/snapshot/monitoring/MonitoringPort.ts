import http from 'node:http';
import https from 'node:https';
import { toError } from '@backstage/errors';
import { JsonCursor } from '../JsonCursor';
import { readJszHead } from '../readJszHead';
import {
  HealthzData,
  LongReply,
  ServerInfo,
  ServerReply,
  VarzData,
} from '../serverReplies';
import { getBytes } from '../../http/getBytes';

/** Accounts in one answer; the servers' own default is 1024. */
const MAX_ACCOUNTS = 100_000;
/** A server that is not well answers this to the question for its health. */
const UNAVAILABLE = 503;
const OK = 200;

/** What a monitoring port answered. */
export interface Answered {
  url: string;
  varz: ServerReply<VarzData>;
  healthz: ServerReply<HealthzData>;
  jsz: LongReply;
  /** Servers of the JetStream cluster, a count; absent where it does not say. */
  clusterSize?: number;
}

/** What a monitoring port answered, or why it did not. */
export type PortAnswer = Answered | { url: string; problem: string };

/** How a port is asked. */
export interface AskPort {
  settings: boolean;
  ca?: string | Buffer;
  signal: AbortSignal;
}

/** OpenSSL's and Node's codes for a certificate that is not taken. */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_(?:VERIFY|GET_ISSUER)|ERR_TLS/;

function explain(thrown: unknown, signal: AbortSignal): string {
  if (signal.aborted) {
    return 'did not answer in time';
  }
  const { code } = thrown as { code?: unknown };
  const { message } = toError(thrown);
  switch (code) {
    case 'ECONNREFUSED':
      return 'refused the connection';
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'has an unknown host name';
    default:
      return typeof code === 'string' && CERTIFICATE.test(code)
        ? `has a certificate that is not accepted: ${message}; name its authority in monitoring.tls.caFile`
        : `cannot be read: ${message}`;
  }
}

function infoOf(varz: VarzData): ServerInfo {
  return {
    id: varz.server_id,
    name: varz.server_name,
    cluster: varz.cluster?.name,
    ver: varz.version,
    time: varz.now,
  };
}

/** The monitoring port of one server. */
export class MonitoringPort {
  readonly url: string;
  readonly #base: URL;
  readonly #agent: http.Agent | https.Agent;

  /** @param url - of the port, ending with a slash */
  constructor(url: string) {
    this.url = url;
    this.#base = new URL(url);
    // One connection: behind a load balancer all answers come from one server then.
    const options = { keepAlive: true, maxSockets: 1 };
    this.#agent =
      this.#base.protocol === 'https:'
        ? new https.Agent(options)
        : new http.Agent(options);
  }

  /** Asks for everything; what fails is an answer too. */
  async ask(options: AskPort): Promise<PortAnswer> {
    const { url } = this;
    try {
      const varz = await this.#get('varz', options);
      const data = JSON.parse(varz.toString()) as VarzData;
      if (!data.server_id) {
        return { url, problem: 'is no monitoring port of a NATS server' };
      }
      const server = infoOf(data);
      const [healthz, jetstream] = await Promise.all([
        this.#health(server, options),
        this.#jetStream(server, options),
      ]);
      return { url, varz: { server, data }, healthz, ...jetstream };
    } catch (error) {
      return {
        url,
        problem:
          error instanceof SyntaxError
            ? 'is no monitoring port of a NATS server'
            : explain(error, options.signal),
      };
    }
  }

  /** Ends the connection. */
  close(): void {
    this.#agent.destroy();
  }

  async #health(
    server: ServerInfo,
    options: AskPort,
  ): Promise<ServerReply<HealthzData>> {
    try {
      const body = await this.#get('healthz', options, [OK, UNAVAILABLE]);
      return { server, data: JSON.parse(body.toString()) as HealthzData };
    } catch {
      // The snapshot can do without.
      return { server };
    }
  }

  async #jetStream(
    server: ServerInfo,
    options: AskPort,
  ): Promise<{ jsz: LongReply; clusterSize?: number }> {
    const query = new URLSearchParams({
      accounts: 'true',
      streams: 'true',
      consumers: 'true',
      config: String(options.settings),
      limit: String(MAX_ACCOUNTS),
    });
    try {
      const bytes = await this.#get(`jsz?${query}`, options);
      const { serverId, clusterSize } = readJszHead(new JsonCursor(bytes));
      return serverId === server.id
        ? { jsz: { server, bytes }, clusterSize }
        : { jsz: { server: { id: serverId }, bytes }, clusterSize };
    } catch (error) {
      const description = explain(error, options.signal);
      return {
        jsz: { server, error: { description }, bytes: Buffer.alloc(0) },
      };
    }
  }

  async #get(
    path: string,
    { ca, signal }: AskPort,
    expected: readonly number[] = [OK],
  ): Promise<Buffer> {
    const { status, body } = await getBytes(new URL(path, this.#base), {
      agent: this.#agent,
      signal,
      ...(ca === undefined ? {} : { ca }),
    });
    if (!expected.includes(status)) {
      throw new Error(`it answered with status ${status}`);
    }
    return body;
  }
}
