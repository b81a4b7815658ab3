import {
  delivered,
  judge,
  samples,
  settings,
  verdictOn,
} from '../../__testUtils__/consumer';
import { CONSUMER_THRESHOLDS } from '../../thresholds/keys';
import { resolveThresholds } from '../../thresholds/resolveThresholds';

const limits = (values: Record<string, string>) => ({
  thresholds: resolveThresholds(CONSUMER_THRESHOLDS, {
    metadata: Object.fromEntries(
      Object.entries(values).map(([key, value]) => [
        `io.nats.monitor.${key}`,
        value,
      ]),
    ),
  }).thresholds,
});

/** Works, with so much of each. */
const working = samples(10, i => ({
  ...delivered(1_000 + i * 10),
  created: new Date(-3_600_000).toISOString(),
  pending: 50,
  ackPending: 7,
  waiting: 3,
  redelivered: 2,
}));

describe('threshold', () => {
  it.each([
    ['outstanding-ack-critical', 7, 'delivered and not acknowledged'],
    ['waiting-critical', 3, 'open pulls'],
    ['unprocessed-critical', 50, 'not delivered yet'],
    ['redelivery-critical', 2, 'delivered more than once'],
  ])('%s is reached at its value', (key, value, what) => {
    expect(judge(working, limits({ [key]: String(value) }))).toBe(
      `error threshold: ${value} ${what}, and ${value} is the limit set by its metadata`,
    );
    expect(judge(working, limits({ [key]: String(value + 1) }))).not.toContain(
      'threshold',
    );
  });

  it.each(['last-delivery-critical', 'last-ack-critical'])(
    '%s: a time that the server forgot is no outage',
    key => {
      expect(judge(working, limits({ [key]: '1s' }))).not.toContain(
        'threshold',
      );
    },
  );

  it('last-delivery-critical: is measured from the delivery', () => {
    const read = working.map(one => ({
      ...one,
      lastDelivery: one.at - 60_000,
    }));
    expect(judge(read, limits({ 'last-delivery-critical': '1m' }))).toBe(
      'error threshold: 60 sec since the last delivery, and 60 sec is the limit set by its metadata',
    );
    expect(
      judge(read, limits({ 'last-delivery-critical': '61s' })),
    ).not.toContain('threshold');
  });

  it('last-delivery-critical: never delivered counts from when it was made', () => {
    const never = samples(10, () => ({
      created: new Date(-3_600_000).toISOString(),
    }));
    expect(judge(never, limits({ 'last-delivery-critical': '1h' }))).toContain(
      'error threshold: 62 min since the last delivery',
    );
  });

  it('drain-warning and drain-critical: the time until the backlog is gone', () => {
    const draining = samples(10, i => ({
      ...delivered(i * 10),
      pending: 1_000 - 10 * i,
    }));
    expect(judge(draining, limits({ 'drain-warning': '15m' }))).toBe(
      'warning threshold: 15 min until the backlog is gone, and 15 min is the limit set by its metadata',
    );
    expect(judge(draining, limits({ 'drain-critical': '20m' }))).not.toContain(
      'threshold',
    );
  });

  describe('pinned: each priority group has a client', () => {
    const set = limits({ pinned: 'true' });
    const grouped = (priorityPolicy: string) => ({
      ...set,
      settings: settings({ priorityPolicy, priorityGroups: ['a', 'b'] }),
    });
    const pinnedTo = (...pinnedGroups: string[]) =>
      working.map(one => ({ ...one, pinnedGroups }));

    it.each([
      [pinnedTo('a', 'b'), grouped('pinned_client'), undefined],
      [
        pinnedTo('a'),
        grouped('pinned_client'),
        'no client is pinned to "b", and a pinned client for each priority group is asked for by its metadata',
      ],
      [
        working,
        { ...set, settings: settings() },
        'its priority policy is none, and a pinned client for each priority group is asked for by its metadata',
      ],
      [
        pinnedTo('a'),
        grouped('overflow'),
        'its priority policy is overflow, and a pinned client for each priority group is asked for by its metadata',
      ],
      // Nobody knows.
      [working, set, undefined],
      [
        pinnedTo(),
        { ...grouped('pinned_client'), ...limits({ pinned: 'false' }) },
        undefined,
      ],
    ])('%#', (window, changes, reason) => {
      const said = judge(window, changes);
      expect(said.includes('threshold') ? said : undefined).toBe(
        reason && `error threshold: ${reason}`,
      );
    });
  });

  it('tells several in one sentence, and is told last', () => {
    const stuck = samples(10, () => ({ pending: 50, waiting: 0 }));
    const set = limits({
      'unprocessed-critical': '50',
      'waiting-critical': '1',
      'drain-critical': '1h',
    });
    expect(judge(stuck, set)).toContain('error stop');
    expect(verdictOn(stuck, set).findings).toEqual([
      {
        level: 'error',
        rule: 'threshold',
        reason:
          '50 not delivered yet, and 50 is the limit set by its metadata; the backlog does not drain, and 60 min is the limit set by its metadata',
      },
    ]);
  });

  it('needs no window', () => {
    expect(
      judge(working.slice(-1), limits({ 'unprocessed-critical': '10' })),
    ).toContain('error threshold: 50 not delivered yet');
  });
});
