import { connect as connectNats, NatsConnection } from 'nats';
import { connect as connectTcp } from 'node:net';
import { connect as connectTls, TLSSocket } from 'node:tls';
import { TlsSecret } from './issueSecrets';
import { RunningRelease } from './startRelease';

const TIMEOUT_MS = 5_000;

/** The Secret of a Certificate, which must be there. */
export function secretOf(running: RunningRelease, name: string): TlsSecret {
  const secret = running.secrets.get(name);
  if (!secret) {
    throw new Error(`No Certificate makes the Secret ${name}`);
  }
  return secret;
}

/** Who a client is, and whom it trusts; without `cert` and `key` it is nobody. */
export interface Identity {
  ca: string;
  cert?: string;
  key?: string;
}

/** The identity that a pod has which mounts a Secret. */
export function identityOf(secret: TlsSecret): Required<Identity> {
  return {
    ca: secret['ca.crt'],
    cert: secret['tls.crt'],
    key: secret['tls.key'],
  };
}

/**
 * Connects a client to one server of a release.
 *
 * @param options - `inboxPrefix`: where its answers come to, where its user may not listen to `_INBOX`
 */
export function connectAs(
  running: RunningRelease,
  identity: Identity,
  { index = 0, inboxPrefix }: { index?: number; inboxPrefix?: string } = {},
): Promise<NatsConnection> {
  return connectNats({
    // A name that the certificate has and every machine knows.
    servers: `nats://localhost:${running.servers[index].ports.nats}`,
    tls: { ...identity },
    inboxPrefix,
    timeout: TIMEOUT_MS,
    reconnect: false,
  });
}

/**
 * Shakes hands with a port as a peer that knows it by `host`.
 *
 * @param options - `greets`: the server speaks in the clear before TLS, as it does to
 *   clients and leaf nodes; `say`: sent once the hands are shaken
 * @returns the first that the server says inside TLS
 * @throws the error of whichever side refuses the other
 */
export async function shakeHands(
  port: number,
  host: string,
  identity: Identity,
  options: { greets?: boolean; say?: string | Buffer } = {},
): Promise<string> {
  const socket = connectTcp({ host: '127.0.0.1', port });
  let secure: TLSSocket | undefined;
  const timer = setTimeout(
    () => (secure ?? socket).destroy(new Error('the server says nothing')),
    TIMEOUT_MS,
  );
  try {
    if (options.greets) {
      await new Promise((resolve, reject) => {
        socket.once('data', resolve).once('error', reject);
      });
    }
    return await new Promise((resolve, reject) => {
      secure = connectTls({ socket, servername: host, ...identity });
      secure.once('data', data => resolve(data.toString('latin1')));
      secure.once('error', reject);
      secure.once('close', () => reject(new Error('the server hangs up')));
      secure.once('secureConnect', () => secure?.write(options.say ?? ''));
    });
  } finally {
    clearTimeout(timer);
    secure?.destroy();
    socket.destroy();
  }
}
