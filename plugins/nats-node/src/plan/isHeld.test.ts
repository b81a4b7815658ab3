import fc from 'fast-check';
import {
  normaliseConsumerConfig,
  normaliseStreamConfig,
} from '../jetstream/normaliseConfig';
import { diffConfigs } from './diffConfigs';
import { isHeld } from './isHeld';
import { overlayConsumer, overlayStream } from './overlayConfig';

const maybe = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.option(arbitrary, { nil: undefined });
const list = fc.array(fc.constantFrom('a', 'b'), { maxLength: 2 });

/** What a server may hold: it never keeps both spellings of a filter. */
const config = fc
  .record({
    subjects: maybe(list),
    max_age: maybe(fc.constantFrom(0, 60e9)),
    max_msgs: maybe(fc.constantFrom(-1, 0, 5)),
    max_deliver: maybe(fc.constantFrom(-1, 0, 5)),
    ack_policy: maybe(fc.constantFrom('none', 'explicit')),
    filter: maybe(fc.oneof(fc.constantFrom('', 'a'), list)),
    deliver_subject: maybe(fc.constantFrom('', 'd')),
    mirror: maybe(fc.record({ name: fc.constantFrom('A', 'B') })),
    metadata: maybe(
      fc.dictionary(fc.constantFrom('team', '_nats.ver'), fc.string()),
    ),
  })
  .map(({ filter, ...rest }) => {
    const key = Array.isArray(filter) ? 'filter_subjects' : 'filter_subject';
    return Object.fromEntries(
      Object.entries({ ...rest, [key]: filter }).filter(
        ([, value]) => value !== undefined,
      ),
    );
  });

describe('isHeld', () => {
  it('is true only where the comparison of normalised configurations finds nothing', () => {
    let held = 0;
    fc.assert(
      fc.property(config, fc.integer(), (stored, pick) => {
        const keys = Object.keys(stored).filter((_, i) => (pick >> i) % 2);
        const named = Object.fromEntries(
          Object.entries(stored).filter(([key]) => keys.includes(key)),
        );
        if (!isHeld(named, stored)) {
          return;
        }
        held++;
        for (const { normalise, overlay } of [
          { normalise: normaliseStreamConfig, overlay: overlayStream },
          { normalise: normaliseConsumerConfig, overlay: overlayConsumer },
        ]) {
          expect(
            diffConfigs(normalise(stored), normalise(overlay(stored, named))),
          ).toEqual([]);
        }
      }),
      { numRuns: 500 },
    );
    expect(held).toBeGreaterThan(100);
  });

  it.each([
    [{ max_age: 1 }, { max_age: 2 }],
    [{ max_age: 1 }, {}],
    [{ subjects: ['a', 'b'] }, { subjects: ['b', 'a'] }],
    [{ metadata: { team: 'a' } }, { metadata: { tier: 'b' } }],
    [{ mirror: { name: 'A' } }, { mirror: { name: 'B' } }],
    [{ durable_name: 'c' }, { durable_name: 'c', deliver_subject: 'x' }],
  ])('%j is not held by %j', (named, stored) => {
    expect(isHeld(named, stored)).toBe(false);
  });

  it('looks at the metadata that is named only', () => {
    expect(
      isHeld(
        { metadata: { team: 'a' } },
        { metadata: { team: 'a', '_nats.ver': '2.15.1' } },
      ),
    ).toBe(true);
  });
});
