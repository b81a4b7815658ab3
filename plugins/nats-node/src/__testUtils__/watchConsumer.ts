import { setTimeout as sleep } from 'node:timers/promises';
import {
  CONSUMER_THRESHOLDS,
  ConsumerSnapshot,
  ConsumerVerdict,
  ConsumerWindow,
  judgeConsumer,
  resolveThresholds,
} from '@nats-portal/plugin-nats-common';
import { Broker } from '../Broker';

/** Real time between two samples, milliseconds. */
const TICK_MS = 100;
/** Ten of them are a window. */
const SAMPLES = 10;

/** What a test does with the broker while it is watched. */
export interface Watched {
  consumer: { stream: string; name: string };
  samples?: number;
  /**
   * How much slower the clock of the samples runs than that of the broker, so that a
   * second of the broker is a window of minutes; all times are stretched alike.
   */
  stretch?: number;
  /** Done before each sample. */
  between?: (sample: number) => Promise<unknown>;
  /** How far the server's clock is off at a sample, milliseconds of the samples' clock. */
  clock?: (sample: number) => number;
  /** Told each verdict on the way. */
  onVerdict?: (verdict: ConsumerVerdict) => void;
  /** Whether nothing more needs to be seen. */
  until?: (verdict: ConsumerVerdict) => boolean;
}

function stretched(start: number, factor: number, off = 0) {
  const later = (at: number) => start + (at - start) * factor + off;
  const optional = <K extends string>(key: K, at: number | undefined) =>
    (at === undefined ? {} : { [key]: later(at) }) as Partial<
      Record<K, number>
    >;
  return (sample: ConsumerSnapshot): ConsumerSnapshot => {
    const { settings, streamState } = sample;
    return {
      ...sample,
      at: later(sample.at),
      ...optional('lastDelivery', sample.lastDelivery),
      ...optional('lastAck', sample.lastAck),
      ...optional('pausedUntil', sample.pausedUntil),
      ...(settings && {
        settings: {
          ...settings,
          ackWaitMs: settings.ackWaitMs * factor,
          longestBackoffMs: settings.longestBackoffMs * factor,
        },
      }),
      ...(streamState && {
        streamState: {
          ...streamState,
          at: later(streamState.at),
          ...optional('firstAt', streamState.firstAt),
        },
      }),
    };
  };
}

/** Reads a broker again and again as the backend does, and judges one consumer by what it read. */
export async function watchConsumer(
  broker: Broker,
  {
    consumer,
    samples = SAMPLES,
    stretch = 100,
    between,
    clock,
    onVerdict,
    until,
  }: Watched,
): Promise<ConsumerVerdict> {
  const start = Date.now();
  const window: ConsumerWindow = {
    samples: [],
    age: 0,
    interval: TICK_MS * stretch,
  };
  const list: ConsumerSnapshot[] = [];
  let readAt = start;
  let readLast = false;
  const judge = () => judgeConsumer({ ...window, samples: list });
  const isEnough = () => {
    const verdict = judge();
    onVerdict?.(verdict);
    return until?.(verdict);
  };
  for (let i = 0; i < samples; i++) {
    const tick = sleep(TICK_MS);
    await between?.(i);
    const snapshot = await broker.readSnapshot().catch(() => undefined);
    const passed = (Date.now() - readAt) * stretch;
    if (!snapshot) {
      // The broker is away; what was seen before gets older.
      window.age = passed;
      readLast = false;
      if (isEnough()) {
        break;
      }
      await tick;
      continue;
    }
    window.age = 0;
    readAt = Date.now();
    const isIt = (row: { stream: string; name: string }) =>
      row.stream === consumer.stream && row.name === consumer.name;
    const row = snapshot.consumers.find(isIt);
    const orphan = snapshot.leaderless.find(isIt);
    if (row) {
      list.push(stretched(start, stretch, clock?.(i))(row));
    }
    const newest = list[list.length - 1];
    if (row && readLast) {
      // A machine that is busy samples more rarely, and misses nothing.
      window.interval = Math.max(window.interval, passed);
    }
    readLast = row !== undefined;
    const stream = snapshot.streams.find(
      ({ name }) => name === consumer.stream,
    )?.settings;
    Object.assign(window, {
      leaderless: orphan && {
        leader: orphan.leader,
        readings: (window.leaderless?.readings ?? 0) + 1,
      },
      settings: newest?.settings,
      streamSettings: stream && {
        ...stream,
        maxAgeMs: stream.maxAgeMs * stretch,
      },
      thresholds: resolveThresholds(CONSUMER_THRESHOLDS, {
        metadata: newest?.settings?.monitor,
      }).thresholds,
      settingsReadAt: newest?.at,
      settingsSince: list[0]?.at,
    } satisfies Partial<ConsumerWindow>);
    if (isEnough()) {
      break;
    }
    await tick;
  }
  return judge();
}

/** Level and rule of a verdict and of what else was found. */
export function rulesOf({ level, rule, findings = [] }: ConsumerVerdict) {
  return [{ level, rule }, ...findings].map(
    item => `${item.level} ${item.rule}`,
  );
}
