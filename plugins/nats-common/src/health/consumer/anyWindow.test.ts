import fc from 'fast-check';
import { backlogOf, ConsumerSnapshot, StreamState } from '../BrokerSnapshot';
import {
  delivered,
  sample,
  settings,
  streamSettings,
  verdictOn,
} from '../__testUtils__/consumer';
import { anySimulation } from '../__testUtils__/simulate';
import { judgeConsumer } from './judgeConsumer';
import { CONSUMER_THRESHOLDS } from '../thresholds/keys';
import { resolveThresholds } from '../thresholds/resolveThresholds';

const counter = fc.oneof(fc.nat(50), fc.nat(Number.MAX_SAFE_INTEGER));
const optional = <T>(values: fc.Arbitrary<T>) =>
  fc.option(values, { nil: undefined });
const anyState: fc.Arbitrary<StreamState> = fc.record({
  at: fc.nat(1e6),
  messages: counter,
  bytes: counter,
  firstSequence: counter,
  lastSequence: counter,
  deleted: counter,
  firstAt: optional(fc.integer({ min: -1e6, max: 1e6 })),
});
const anySample = fc.record({
  deliveredConsumerSequence: counter,
  deliveredStreamSequence: counter,
  ackFloorStreamSequence: counter,
  pending: counter,
  ackPending: counter,
  redelivered: fc.nat(10),
  waiting: fc.nat(2),
  pushBound: fc.boolean(),
  paused: fc.constantFrom(false, false, false, true),
  created: fc.constantFrom('a', 'a', 'a', 'b'),
  leader: fc.constantFrom('nats-0', 'nats-1', ''),
  lastDelivery: optional(fc.integer({ min: -1e9, max: 1e9 })),
  streamState: optional(anyState),
  replicas: optional(
    fc.array(
      fc.record({
        name: fc.constant('n'),
        current: fc.boolean(),
        offline: fc.boolean(),
        lag: fc.nat(5000),
      }),
    ),
  ),
  step: fc.integer({ min: -1000, max: 100_000 }),
});
const anySamples = fc.array(anySample, { maxLength: 30 }).map(list => {
  let at = 0;
  return list.map(({ step, ...changes }) => {
    at += step;
    return sample({ ...changes, at });
  });
});
const anySettings = fc.record({
  settings: optional(
    fc
      .record({
        durable: fc.boolean(),
        maxDeliver: fc.constantFrom(-1, 1, 5),
        maxAckPending: fc.constantFrom(-1, 0, 1, 20),
        ackWaitMs: fc.constantFrom(0, 1000, 1e7),
        filters: fc.constantFrom<string[]>([], ['jobs.>'], ['jobs.a']),
        replayPolicy: fc.constantFrom('instant', 'original'),
      })
      .map(settings),
  ),
  streamSettings: optional(
    fc
      .record({
        retention: fc.constantFrom('limits', 'interest', 'workqueue'),
        maxMessages: fc.constantFrom(-1, 0, 10),
        maxAgeMs: fc.constantFrom(0, 1000),
        maxMessagesPerSubject: fc.constantFrom(-1, 1),
      })
      .map(streamSettings),
  ),
  settingsReadAt: optional(fc.nat(1e6)),
  settingsSince: optional(fc.nat(1e6)),
  leaderless: optional(
    fc.record({ leader: fc.constantFrom('', 'n2'), readings: fc.nat(3) }),
  ),
  nextMessage: optional(
    fc.record({ after: counter, sequence: counter, at: fc.nat(1e6) }),
  ),
  givenUp: optional(
    fc.record({
      since: optional(fc.nat(1e6)),
      heard: fc.array(fc.record({ at: fc.nat(1e6), messages: fc.nat(1e6) }), {
        maxLength: 5,
      }),
      sequences: fc.array(fc.nat(1e6), { maxLength: 5 }),
    }),
  ),
  thresholds: optional(
    fc
      .dictionary(
        fc.constantFrom(...Object.keys(CONSUMER_THRESHOLDS)),
        fc.oneof(
          fc.nat(30).map(String),
          fc.nat(300).map(seconds => `${seconds}s`),
        ),
      )
      .map(
        entity => resolveThresholds(CONSUMER_THRESHOLDS, { entity }).thresholds,
      ),
  ),
});

const rising = (changes: fc.Arbitrary<Partial<ConsumerSnapshot>>) =>
  fc
    .array(fc.tuple(fc.nat(20), fc.nat(20), changes), {
      minLength: 3,
      maxLength: 15,
    })
    .map(steps => {
      let pending = 0;
      let ackPending = 0;
      return steps.map(([p, a, more], i) => {
        pending += p;
        ackPending += a + (p + a === 0 ? 1 : 0);
        return sample({
          ...delivered((i + 1) * (more.waiting ?? 0)),
          at: i * 30_000,
          pending,
          ackPending,
          ...more,
        });
      });
    });

/** The same with copies, some of whose samples count deliveries up to the sample before only. */
const withCopies = (
  samples: readonly ConsumerSnapshot[],
  late: readonly boolean[] = [],
) =>
  samples.map((one, i) => {
    const counted = late[i] && i > 0 ? samples[i - 1] : one;
    return {
      ...one,
      deliveredConsumerSequence: counted.deliveredConsumerSequence,
      deliveredStreamSequence: counted.deliveredStreamSequence,
      replicas: [{ name: 'n', current: true, offline: false, lag: 0 }],
    };
  });

describe('any window', () => {
  it('has a verdict with a sentence of numbers', () => {
    fc.assert(
      fc.property(anySamples, anySettings, (window, changes) => {
        const verdict = verdictOn(window, changes);
        for (const { reason, since } of [
          verdict,
          ...(verdict.findings ?? []),
        ]) {
          expect(reason).not.toMatch(/NaN|Infinity|undefined|-\d|\.$|\n/);
          expect(Number.isFinite(since ?? 0)).toBe(true);
        }
        const { findings: _, drainsWithin, ...numbers } = verdict;
        for (const number of [
          numbers.backlogPerSecond,
          numbers.completedPerSecond,
          numbers.drainsInSeconds,
          numbers.secondsBehind,
          drainsWithin?.least,
          drainsWithin?.most,
        ]) {
          expect(Number.isFinite(number ?? 0)).toBe(true);
        }
        expect(numbers.secondsBehind ?? 0).toBeGreaterThanOrEqual(0);
        expect(numbers.drainsInSeconds ?? 1).toBeGreaterThan(0);
      }),
      { numRuns: 3000 },
    );
  });

  it('is never ok with under 3 samples or under a minute', () => {
    fc.assert(
      fc.property(anySamples, anySettings, (list, changes) => {
        const window = list.slice(-10);
        const newest = window[window.length - 1];
        fc.pre(window.length < 3 || newest.at - window[0].at < 60_000);
        expect(verdictOn(window, changes).level).not.toBe('ok');
      }),
      { numRuns: 500 },
    );
  });

  it('is never ok when the backlog grows from each sample to the next', () => {
    fc.assert(
      fc.property(
        rising(fc.record({ waiting: fc.nat(1), redelivered: fc.nat(2) })),
        window => {
          expect(
            window.every(
              (s, i) => i === 0 || backlogOf(s) > backlogOf(window[i - 1]),
            ),
          ).toBe(true);
          expect(verdictOn(window, { interval: 30_000 }).level).not.toBe('ok');
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('never says that nobody reads where a client asked', () => {
    const rarely = fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 1);
    const quiet = fc.record({
      pending: fc.integer({ min: 1, max: 9 }),
      waiting: rarely,
      pushBound: rarely.map(Boolean),
    });
    const windows = fc
      .array(quiet, { minLength: 3, maxLength: 6 })
      .map(list =>
        list.map((changes, i) => sample({ ...changes, at: i * 30_000 })),
      );
    fc.assert(
      fc.property(windows, list => {
        const nobody = list.every(s => s.waiting === 0 && !s.pushBound);
        const { rule } = verdictOn(list, { interval: 30_000 });
        expect(rule === 'stop').toBe(nobody);
      }),
      { numRuns: 500 },
    );
  });

  it('is never ok where the stream took messages before they were delivered', () => {
    let losses = 0;
    fc.assert(
      fc.property(anySimulation, ({ window, lost }) => {
        losses += lost > 0 ? 1 : 0;
        return lost === 0 || judgeConsumer(window).level !== 'ok';
      }),
      { numRuns: 5000 },
    );
    expect(losses).toBeGreaterThan(1000);
  });

  it('is never ok where the stream took messages before they were delivered, with copies too', () => {
    fc.assert(
      fc.property(
        anySimulation.filter(({ lost }) => lost > 0),
        ({ window }) => {
          const copied = { ...window, samples: withCopies(window.samples) };
          expect(judgeConsumer(copied).level).not.toBe('ok');
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('says loss of no consumer that lost nothing, whenever its copies count', () => {
    fc.assert(
      fc.property(
        anySimulation,
        fc.array(fc.boolean(), { minLength: 10, maxLength: 10 }),
        ({ window, lost }, late) => {
          const [first] = window.samples;
          const gap =
            (first.streamState?.firstSequence ?? 0) - 1 >
            first.deliveredStreamSequence;
          const samples = withCopies(window.samples, late);
          const { rule, findings = [] } = judgeConsumer({ ...window, samples });
          const said = [rule, ...findings.map(finding => finding.rule)];
          const told = said.filter(id => id === 'loss' || id === 'removed');
          expect(lost > 0 || gap ? [] : told).toEqual([]);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('says loss of no consumer that lost nothing', () => {
    let kept = 0;
    fc.assert(
      fc.property(anySimulation, ({ window, lost }) => {
        const [first] = window.samples;
        // What was lost before the window may still show at its beginning.
        const gap =
          (first.streamState?.firstSequence ?? 0) - 1 >
          first.deliveredStreamSequence;
        const isWhole = lost === 0 && !gap;
        kept += isWhole ? 1 : 0;
        const { rule, findings = [] } = judgeConsumer(window);
        const rules = [rule, ...findings.map(finding => finding.rule)];
        return !isWhole || !rules.some(id => /^(loss|removed)$/.test(id));
      }),
      { numRuns: 5000 },
    );
    expect(kept).toBeGreaterThan(200);
  });
});
