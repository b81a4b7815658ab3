import { once } from 'node:events';
import { connect, Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';

/** Where and as whom to connect. */
export interface NatsLogin {
  /** E.g. `nats://127.0.0.1:4222`. */
  url: string;
  user: string;
  password: string;
  /** PEM of the authority; without it there is no TLS. */
  ca?: string;
}

/** Reads until something was said. */
export async function readUntil(
  socket: Socket,
  wanted: RegExp,
): Promise<string> {
  let text = '';
  while (!wanted.test(text)) {
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    text += chunk.toString('latin1');
  }
  return text;
}

/**
 * Logs in to a server over a bare socket. A client library costs more for each
 * message than the server does, and would be what is measured.
 *
 * @throws Error with what the server says instead of letting in
 */
export async function openNatsSocket(login: NatsLogin): Promise<Socket> {
  const { hostname, port } = new URL(login.url);
  const plain = connect({ host: hostname, port: Number(port), noDelay: true });
  await readUntil(plain, /\r\n/);
  const socket = login.ca
    ? connectTls({ socket: plain, ca: login.ca, host: hostname })
    : plain;
  if (login.ca) {
    await once(socket, 'secureConnect');
  }
  const { user, password: pass } = login;
  const options = {
    verbose: false,
    pedantic: false,
    headers: true,
    user,
    pass,
  };
  socket.write(`CONNECT ${JSON.stringify(options)}\r\nPING\r\n`);
  const answer = await readUntil(socket, /PONG|-ERR/);
  if (!answer.includes('PONG')) {
    socket.destroy();
    throw new Error(`${login.url} does not let in: ${answer.trim()}`);
  }
  return socket;
}
