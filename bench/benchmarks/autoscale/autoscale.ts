import { Broker } from '@nats-portal/plugin-nats-node';
import { RunningNatsCluster } from '@nats-portal/plugin-nats-node/testUtils';
// The workers of `npm run demo`, which are nobody else's to import.
// eslint-disable-next-line @backstage/no-forbidden-package-imports
import { WorkerPool } from '@nats-portal/plugin-nats-backend/dev/portal/WorkerPool';
import { NatsConnection } from 'nats';
import { setTimeout as sleep } from 'node:timers/promises';
import { Benchmark, Measured } from '../../harness/Benchmark';
import { connectBare } from '../bareClient';
import { startBroker } from '../startBroker';
import { milestonesOf } from './milestones';
import { DEFAULT_TIMES, NOT_SCALED, scale, ScalingTimes } from './scale';
import { Moment, simulate, Work } from './simulate';

const STREAM = 'JOBS';
const CONSUMER = 'echo-workers';
const SUBJECT = 'jobs.echo';

/** All times are a twentieth of what is configured, or a run would take six minutes. */
const FASTER = 20;

const times = Object.fromEntries(
  Object.entries(DEFAULT_TIMES).map(([name, ms]) => [name, ms / FASTER]),
) as unknown as ScalingTimes;

/** As the form fills it in, and `npm run demo` does it. */
const work: Work = {
  messages: 50,
  workMs: 4_000 / FASTER,
  bounds: {
    minReplicaCount: 0,
    maxReplicaCount: 5,
    lagThreshold: 10,
    activationLagThreshold: 0,
  },
  times,
};

/** How often the broker is asked, milliseconds; the rules hold for what they were told last. */
const LOOK_MS = 25;

async function prepare(broker: Broker, client: NatsConnection) {
  await broker.applyMessaging({
    streams: [
      {
        name: STREAM,
        subjects: ['jobs.>'],
        retention: 'workqueue',
        replicas: 3,
        consumers: [
          { durableName: CONSUMER, filterSubject: SUBJECT, maxDeliver: 3 },
        ],
      },
    ],
  });
  const manager = await client.jetstreamManager();
  const pool = new WorkerPool(
    await client.jetstream().consumers.get(STREAM, CONSUMER),
    async message => {
      await sleep(work.workMs);
      await message.ackAck();
    },
  );
  const backlog = async () => {
    const info = await manager.consumers.info(STREAM, CONSUMER);
    return info.num_pending + info.num_ack_pending;
  };
  return { pool, backlog };
}

/** Works messages off for real, with workers that come and go by the rules of KEDA and the HPA. */
async function run(
  broker: Broker,
  running: RunningNatsCluster,
): Promise<Moment[]> {
  const client = await connectBare(running);
  try {
    const { pool, backlog } = await prepare(broker, client);
    const stream = client.jetstream();
    const moments: Moment[] = [];
    for (let i = 0; i < work.messages; i++) {
      await stream.publish(SUBJECT, `job ${i}`);
    }
    const startedAt = performance.now();
    let state = scale(
      NOT_SCALED,
      { now: 0, backlog: 0 },
      work.bounds,
      work.times,
    );
    do {
      await sleep(LOOK_MS);
      const waiting = await backlog();
      const at = performance.now() - startedAt;
      state = scale(
        state,
        { now: at, backlog: waiting },
        work.bounds,
        work.times,
      );
      pool.scaleTo(state.replicas);
      moments.push({ at, backlog: waiting, replicas: state.replicas });
    } while (moments.at(-1)?.backlog !== 0 || state.replicas > 0);
    await pool.stop();
    if (pool.done !== work.messages) {
      throw new Error(`${pool.done} of ${work.messages} messages were done`);
    }
    return moments;
  } finally {
    await client.close();
  }
}

function pointsOf(series: string, moments: readonly Moment[]) {
  return [
    { x: 0, y: 0, series },
    ...moments.map(({ at, replicas }) => ({
      x: (at * FASTER) / 1000,
      y: replicas,
      series,
    })),
  ];
}

export const autoscale: Benchmark = {
  name: 'autoscale',
  about: `${work.messages} messages for up to ${work.bounds.maxReplicaCount} workers: what the rules of KEDA and the HPA predict, and what comes of it on real servers`,

  async run(say): Promise<Measured> {
    const predicted = simulate(work);
    const { broker, running, stop } = await startBroker(3);
    let measured: Moment[];
    try {
      say(`workers come and go, ${FASTER} times as fast as configured`);
      measured = await run(broker, running);
    } finally {
      await stop();
    }
    const expected = Object.entries(milestonesOf(predicted));
    const found = milestonesOf(measured);
    const seconds = (ms: number) => (ms * FASTER) / 1000;
    return {
      figures: expected.flatMap(([name, at]) => [
        {
          name: `${name}: predicted`,
          unit: 's' as const,
          values: [seconds(at)],
        },
        {
          name: `${name}: measured`,
          unit: 's' as const,
          values: [seconds(found[name as keyof typeof found])],
        },
      ]),
      ratios: expected.map(([name, at]) => ({
        name: `${name}: measured over predicted`,
        value: found[name as keyof typeof found] / at,
        atMost: 1.25,
      })),
      curve: {
        name: 'autoscale',
        x: 's since the messages were published',
        y: 'workers',
        axes: 'linear',
        points: [
          ...pointsOf('predicted', predicted),
          ...pointsOf('measured', measured),
        ],
      },
      notes: [
        `the messages were published just after KEDA had looked, the worst moment; seconds are those of the configured times, the run was ${FASTER} times as fast`,
        'KEDA and the HPA are their rules here, not their programs; workers start at once, where a pod takes as long as its image',
      ],
    };
  },
};
