import { JsonObject } from '@backstage/types';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect, jwtAuthenticator, NatsConnection, nkeys } from 'nats';
import { freePorts } from '../../../testUtils/freePorts';
import { natsConfigText } from '../../../testUtils/natsConfigText';
import { NatsServerProcess } from '../../../testUtils/NatsServerProcess';

type KeyPair = ReturnType<typeof nkeys.createUser>;

const HOST = '127.0.0.1';
const MB = 1_000_000;
const ATTEMPTS = 3;
const USABLE_MS = 90_000;
const PAUSE_MS = 100;
const ANSWER_MS = 10_000;

const UNLIMITED = {
  subs: -1,
  data: -1,
  payload: -1,
  imports: -1,
  exports: -1,
  wildcards: true,
  conn: -1,
  leaf: -1,
};

const encoded = (value: unknown) =>
  Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token that says who may do what, as servers read it (ADR-14). */
function signedToken(
  signer: KeyPair,
  subject: KeyPair,
  claims: { name: string; nats: object },
): string {
  const body = {
    jti: claims.name,
    iat: Math.floor(Date.now() / 1000),
    iss: signer.getPublicKey(),
    sub: subject.getPublicKey(),
    ...claims,
  };
  const text = `${encoded({ typ: 'JWT', alg: 'ed25519-nkey' })}.${encoded(
    body,
  )}`;
  const signature = signer.sign(Buffer.from(text));
  return `${text}.${Buffer.from(signature).toString('base64url')}`;
}

/** Limits of a tier, by their names in a token. */
export type TierLimits = Record<string, number>;

/** What is started, and with which limits by the number of copies. */
export interface OperatorBrokerOptions {
  binary: string;
  size: number;
  tiers: Record<string, TierLimits>;
}

/** Servers whose accounts come from an operator, with limits by number of copies. */
export class OperatorBroker {
  readonly #servers: NatsServerProcess[];
  readonly #directory: string;
  readonly #urls: string[];
  readonly #token: string;
  readonly #user: KeyPair;

  private constructor(fields: {
    servers: NatsServerProcess[];
    directory: string;
    urls: string[];
    token: string;
    user: KeyPair;
  }) {
    this.#servers = fields.servers;
    this.#directory = fields.directory;
    this.#urls = fields.urls;
    this.#token = fields.token;
    this.#user = fields.user;
  }

  /**
   * Starts servers and waits until they store what they are asked to; on other ports
   * where somebody else took one meanwhile.
   *
   * @throws Error with what their logs end with
   */
  static async start(options: OperatorBrokerOptions): Promise<OperatorBroker> {
    for (let attempt = 1; ; attempt++) {
      const broker = await OperatorBroker.#launch(options);
      if (await broker.#isUsable(options.size)) {
        return broker;
      }
      const logs = broker.#servers.map(({ log }) => log).join('\n');
      await broker.stop();
      if (attempt === ATTEMPTS) {
        throw new Error(`The servers are not usable:\n${logs}`);
      }
    }
  }

  static async #launch({
    binary,
    size,
    tiers,
  }: OperatorBrokerOptions): Promise<OperatorBroker> {
    const operator = nkeys.createOperator();
    const [system, account] = [nkeys.createAccount(), nkeys.createAccount()];
    const user = nkeys.createUser();
    const token = (
      signer: KeyPair,
      subject: KeyPair,
      type: string,
      claims: object,
    ) =>
      signedToken(signer, subject, {
        name: type,
        nats: { type, version: 2, ...claims },
      });
    const ports = await freePorts(2 * size);
    const routes = ports.slice(size).map(port => `nats://${HOST}:${port}`);
    const directory = await mkdtemp(join(tmpdir(), 'operator-'));
    const servers: NatsServerProcess[] = [];
    for (let i = 0; i < size; i++) {
      const file = join(directory, `n${i}.conf`);
      await writeFile(
        file,
        natsConfigText({
          server_name: `n${i}`,
          listen: `${HOST}:${ports[i]}`,
          jetstream: {
            store_dir: join(directory, `n${i}`),
            max_file_store: 100 * MB,
            max_memory_store: 100 * MB,
          },
          operator: token(operator, operator, 'operator', {
            system_account: system.getPublicKey(),
          }),
          system_account: system.getPublicKey(),
          resolver: 'MEMORY',
          resolver_preload: {
            [system.getPublicKey()]: token(operator, system, 'account', {
              limits: UNLIMITED,
            }),
            [account.getPublicKey()]: token(operator, account, 'account', {
              limits: { ...UNLIMITED, tiered_limits: tiers },
            }),
          },
          cluster:
            size > 1
              ? { name: 'tiers', listen: `${HOST}:${ports[size + i]}`, routes }
              : undefined,
        }),
      );
      servers.push(await NatsServerProcess.start(binary, file));
    }
    return new OperatorBroker({
      servers,
      directory,
      urls: ports.slice(0, size).map(port => `nats://${HOST}:${port}`),
      token: token(account, user, 'user', UNLIMITED),
      user,
    });
  }

  /** An entry of `nats.brokers` that leads here. */
  brokerConfig(name: string): JsonObject {
    const seed = new TextDecoder().decode(this.#user.getSeed());
    const creds = [
      '-----BEGIN NATS USER JWT-----',
      this.#token,
      '------END NATS USER JWT------',
      '',
      '-----BEGIN USER NKEY SEED-----',
      seed,
      '------END USER NKEY SEED------',
      '',
    ].join('\n');
    return {
      name,
      servers: this.#urls,
      // Busy machines answer late, and that is no matter here.
      timeout: '30s',
      accounts: [{ name: 'APP', creds }],
    };
  }

  /** @throws what is in the way of a connection */
  async connect(): Promise<NatsConnection> {
    return connect({
      servers: this.#urls,
      authenticator: jwtAuthenticator(this.#token, this.#user.getSeed()),
      reconnect: false,
    });
  }

  /** Servers of a new cluster know for a while of nobody to place a stream on. */
  async #isUsable(copies: number): Promise<boolean> {
    let ended = false;
    this.#servers.forEach(({ exited }) => exited.then(() => (ended = true)));
    const deadline = Date.now() + USABLE_MS;
    while (!ended && Date.now() < deadline) {
      const client = await this.connect().catch(() => undefined);
      try {
        if (client && (await this.#stores(client, copies))) {
          return true;
        }
      } catch {
        // Nobody answers yet.
      } finally {
        await client?.close();
      }
      await sleep(PAUSE_MS);
    }
    return false;
  }

  async #stores(client: NatsConnection, copies: number): Promise<boolean> {
    const ask = async (operation: string, body: object) => {
      const reply = await client.request(
        `$JS.API.STREAM.${operation}.PROBE`,
        JSON.stringify(body),
        { timeout: ANSWER_MS },
      );
      return !reply.json<{ error?: object }>().error;
    };
    return (
      (await ask('CREATE', {
        name: 'PROBE',
        subjects: ['probe'],
        num_replicas: copies,
        max_bytes: 1,
      })) && ask('DELETE', {})
    );
  }

  async stop(): Promise<void> {
    await Promise.all(this.#servers.map(server => server.kill()));
    await rm(this.#directory, { recursive: true, force: true });
  }
}
