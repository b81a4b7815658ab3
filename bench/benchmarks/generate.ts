import { MessagingSpec } from '@nats-portal/plugin-nats-common';
import {
  compareRepositories,
  lintRepository,
} from '@nats-portal/plugin-nats-flux';
import { Benchmark, Measured } from '../harness/Benchmark';
import { Stopwatch } from '../harness/Stopwatch';
import { askProcess } from '../load/askProcess';
import type { PeakMemory } from '../load/generateOnce';
import { exampleSpec } from './exampleSpec';
import { repositoryWriter } from './repositoryWriter';

const CONSUMERS_PER_STREAM = 10;
const ROUNDS = 3;

/** The example that the form starts with. */
const DEFAULT_SPEC: MessagingSpec = {
  streams: [
    {
      name: 'JOBS',
      subjects: ['jobs.>'],
      retention: 'workqueue',
      replicas: 3,
      maxAge: '24h',
      // As the form has it: 256Mi.
      maxBytes: 268_435_456,
      consumers: [
        {
          durableName: 'echo-workers',
          filterSubject: 'jobs.echo',
          maxDeliver: 3,
          worker: { maxReplicaCount: 5, lagThreshold: 10 },
        },
      ],
    },
  ],
};

/** Peak of a process that does nothing else, MiB; what others left behind counts for none. */
async function peaksOf(streams: number): Promise<number[]> {
  const peaks: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const { peakMiB } = await askProcess<PeakMemory>(
      'generateOnce.ts',
      { streams, consumersPerStream: CONSUMERS_PER_STREAM },
      'peakMiB',
    );
    peaks.push(peakMiB);
  }
  return peaks;
}

export const generate: Benchmark = {
  name: 'generate',
  about:
    'a repository from settings, its lint, and what a change of it does, for a broker with few and many streams of 10 consumers',

  async run(say): Promise<Measured> {
    const write = await repositoryWriter();
    const watch = new Stopwatch();
    const peaks = new Map<string, number[]>();

    async function measure(name: string, spec: MessagingSpec, rounds: number) {
      for (let round = 0; round < rounds; round++) {
        const files = await watch.time(
          `${name}: generate and lint`,
          async () => {
            const written = await watch.time(`${name}: generate`, () =>
              write(spec),
            );
            await watch.time(`${name}: lint`, () => lintRepository(written));
            return written;
          },
        );
        const after = write(spec, '1Gi');
        await watch.time(`${name}: compare`, () =>
          compareRepositories(files, after),
        );
      }
    }

    say('the default repository, warming up');
    for (let i = 0; i < 20; i++) {
      lintRepository(write(DEFAULT_SPEC));
    }
    await measure('default', DEFAULT_SPEC, 20);
    for (const streams of [100, 1000]) {
      say(`${streams} streams`);
      await measure(
        `${streams} streams`,
        exampleSpec(streams, CONSUMERS_PER_STREAM),
        ROUNDS,
      );
      peaks.set(`${streams} streams`, await peaksOf(streams));
    }

    const growth = (step: string) =>
      watch.median(`1000 streams: ${step}`) /
      watch.median(`100 streams: ${step}`);
    const points = ['generate', 'lint', 'compare'].flatMap(step => [
      { x: 1, y: watch.median(`default: ${step}`), series: step },
      { x: 100, y: watch.median(`100 streams: ${step}`), series: step },
      { x: 1000, y: watch.median(`1000 streams: ${step}`), series: step },
    ]);
    return {
      figures: [
        ...watch.figures(),
        ...[...peaks].map(([name, values]) => ({
          name: `${name}: peak of a process that generates and lints it`,
          unit: 'MiB' as const,
          values,
        })),
      ],
      ratios: [
        {
          name: 'default: generate and lint, of 50 ms',
          value: watch.median('default: generate and lint') / 50,
          atMost: 1,
        },
        {
          name: '1000 streams: generate and lint, of 5 s',
          value: watch.median('1000 streams: generate and lint') / 5000,
          atMost: 1,
        },
        {
          name: '1000 streams: peak memory, of 500 MB',
          value:
            (Math.max(...(peaks.get('1000 streams') ?? [NaN])) * 1024 ** 2) /
            500e6,
          atMost: 1,
        },
        // Linear growth is 10; the rest is what memory costs when there is more of it.
        {
          name: 'generate and lint: 1000 streams over 100',
          value: growth('generate and lint'),
          atMost: 15,
        },
      ],
      curve: { name: 'generate', x: 'streams', y: 'ms', points },
    };
  },
};
