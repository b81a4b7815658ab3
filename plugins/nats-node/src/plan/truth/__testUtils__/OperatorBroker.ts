import { JsonObject } from '@backstage/types';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, jwtAuthenticator, NatsConnection, nkeys } from 'nats';
import { freePorts } from '../../../testUtils/freePorts';
import { natsConfigText } from '../../../testUtils/natsConfigText';
import { NatsServerProcess } from '../../../testUtils/NatsServerProcess';

type KeyPair = ReturnType<typeof nkeys.createUser>;

const HOST = '127.0.0.1';
const MB = 1_000_000;

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

  static async start(options: {
    binary: string;
    size: number;
    tiers: Record<string, TierLimits>;
  }): Promise<OperatorBroker> {
    const { binary, size, tiers } = options;
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

  async stop(): Promise<void> {
    await Promise.all(this.#servers.map(server => server.kill()));
    await rm(this.#directory, { recursive: true, force: true });
  }
}
