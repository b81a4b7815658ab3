import {
  desiredReplicas,
  ScalingBounds,
} from '@nats-portal/plugin-nats-common';
import { connect, ConnectionOptions, NatsConnection } from 'nats';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { readPortalBroker } from './portalBroker';
import { WorkerPool } from './WorkerPool';

const STREAM = 'JOBS';
const CONSUMER = 'echo-workers';
const SUBJECT = 'jobs.echo';

/** As the form fills them in: see `templates/nats-broker/template.yaml`. */
const bounds: ScalingBounds = {
  minReplicaCount: 0,
  maxReplicaCount: 5,
  lagThreshold: 10,
  activationLagThreshold: 0,
};

/** KEDA looks every 30 s by default; nobody watches a demonstration that long. */
const POLL_MS = 2_000;

function readOptions(): { messages: number; workMs: number } {
  const { values } = parseArgs({
    options: {
      messages: { type: 'string', default: '50' },
      seconds: { type: 'string', default: '4' },
    },
  });
  const messages = Number(values.messages);
  const seconds = Number(values.seconds);
  if (!Number.isInteger(messages) || messages < 1 || !(seconds > 0)) {
    throw new Error(
      '--messages takes a whole number, --seconds the time for one message',
    );
  }
  return { messages, workMs: seconds * 1000 };
}

async function run(connection: NatsConnection): Promise<void> {
  const { messages, workMs } = readOptions();
  const manager = await connection.jetstreamManager();
  const stream = connection.jetstream();
  const backlog = async () => {
    const info = await manager.consumers.info(STREAM, CONSUMER);
    return info.num_pending + info.num_ack_pending;
  };

  const start = Date.now();
  const say = (text: string) => {
    const elapsed = ((Date.now() - start) / 1000).toFixed(1).padStart(6);
    process.stdout.write(`${elapsed} s  ${text}\n`);
  };

  // Asked first: publishing to a stream that is not there says "503" and no more.
  await backlog();
  for (let i = 1; i <= messages; i++) {
    await stream.publish(SUBJECT, `job ${i} of ${messages}`);
  }
  say(`published ${messages} messages to ${SUBJECT}`);

  const pool = new WorkerPool(
    await stream.consumers.get(STREAM, CONSUMER),
    async message => {
      await sleep(workMs);
      await message.ackAck();
    },
  );
  let peak = 0;
  let last = '';
  for (;;) {
    const waiting = await backlog();
    const replicas = desiredReplicas(waiting, bounds);
    pool.scaleTo(replicas);
    peak = Math.max(peak, replicas);
    const line = `backlog ${String(waiting).padStart(4)}  ${'▇'
      .repeat(replicas)
      .padEnd(bounds.maxReplicaCount)} ${replicas} ${
      replicas === 1 ? 'worker' : 'workers'
    }`;
    if (line !== last) {
      say(line);
      last = line;
    }
    if (waiting === 0 && pool.running === 0) {
      break;
    }
    await sleep(POLL_MS);
  }
  await pool.stop();
  say(`done: ${pool.done} messages, at most ${peak} workers, scaled back to 0`);
}

async function main(): Promise<void> {
  const broker = await readPortalBroker();
  const options: ConnectionOptions = {
    ...broker,
    name: 'demo',
    timeout: 5_000,
  };
  const connection = await connect(options);
  try {
    await run(connection);
  } catch (error) {
    if (error instanceof Error && /not found/.test(error.message)) {
      throw new Error(
        `Stream ${STREAM} with consumer ${CONSUMER} is not there yet: click Create in the portal and keep the default values`,
      );
    }
    if (error instanceof Error && /TIMEOUT/.test(error.message)) {
      throw new Error(
        'The broker did not answer in time; is one of its servers stopped? Try again in a moment',
      );
    }
    throw error;
  } finally {
    await connection.close();
  }
}

main().catch(error => {
  process.stderr.write(
    `${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exitCode = 1;
});
