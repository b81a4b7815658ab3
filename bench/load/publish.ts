import { once } from 'node:events';
import { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { NatsLogin, openNatsSocket, readUntil } from './openNatsSocket';

/** What one publisher has to do. */
export interface Publishing {
  login: NatsLogin;
  subject: string;
  /** Of one message, bytes. */
  size: number;
  /** Messages, a count. */
  messages: number;
  /** Messages that are sent before the first of them is acknowledged; none are acknowledged by core NATS. */
  window: number | 'core';
  /** When all publishers begin, milliseconds since 1970. */
  startAt: number;
}

/** What one publisher did. */
export interface Published {
  /** When the first message was sent, milliseconds since 1970. */
  startedAt: number;
  /** When the last message was through, milliseconds since 1970. */
  endedAt: number;
  /** From sending to acknowledgement in milliseconds, of each message; empty for core NATS. */
  latencies: number[];
}

const INBOX = '_INBOX.bench';
/** Frames that are written at once. */
const BATCH = 512;
/** The last byte of an acknowledgement, `{"stream":"…","seq":1}`, which has no other. */
const CLOSING_BRACE = '}'.charCodeAt(0);

function frame({ subject, size }: Publishing, reply: string): string {
  return `PUB ${subject} ${reply}${size}\r\n${'x'.repeat(size)}\r\n`;
}

async function write(socket: Socket, data: Buffer | string): Promise<void> {
  if (!socket.write(data)) {
    await once(socket, 'drain');
  }
}

async function publishCore(
  socket: Socket,
  task: Publishing,
): Promise<number[]> {
  const one = frame(task, '');
  const batch = Buffer.from(one.repeat(BATCH));
  let left = task.messages;
  for (; left >= BATCH; left -= BATCH) {
    await write(socket, batch);
  }
  // The answer to a PING comes after all that was written before it was taken.
  socket.write(`${one.repeat(left)}PING\r\n`);
  await readUntil(socket, /PONG/);
  return [];
}

function publishAcknowledged(
  socket: Socket,
  task: Publishing,
  window: number,
): Promise<number[]> {
  const one = frame(task, `${INBOX} `);
  const sentAt: number[] = [];
  const latencies: number[] = [];
  const send = () => {
    const room = window - (sentAt.length - latencies.length);
    const count = Math.min(BATCH, room, task.messages - sentAt.length);
    const now = performance.now();
    for (let i = 0; i < count; i++) {
      sentAt.push(now);
    }
    socket.write(one.repeat(count));
  };
  return new Promise((resolve, reject) => {
    socket.on('data', (chunk: Buffer) => {
      if (chunk.includes('"error"') || chunk.includes('-ERR')) {
        reject(new Error(chunk.toString('latin1').slice(0, 500)));
        return;
      }
      const now = performance.now();
      for (const byte of chunk) {
        if (byte === CLOSING_BRACE) {
          latencies.push(now - sentAt[latencies.length]);
        }
      }
      if (latencies.length === task.messages) {
        resolve(latencies);
      } else {
        send();
      }
    });
    socket.write(`SUB ${INBOX} 1\r\n`);
    send();
  });
}

async function publish(task: Publishing): Promise<Published> {
  const socket = await openNatsSocket(task.login);
  await sleep(Math.max(0, task.startAt - Date.now()));
  const startedAt = performance.timeOrigin + performance.now();
  const latencies =
    task.window === 'core'
      ? await publishCore(socket, task)
      : await publishAcknowledged(socket, task, task.window);
  const endedAt = performance.timeOrigin + performance.now();
  socket.destroy();
  return { startedAt, endedAt, latencies };
}

// What compiles modules here has messages of its own.
process.on('message', async (task: Partial<Publishing>) => {
  if (task.login) {
    process.send?.(await publish(task as Publishing));
  }
});
