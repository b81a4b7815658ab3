import { mockServices } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import { readSamplingConfig, readThresholdPolicies } from './config';

function read(nats: object) {
  return readSamplingConfig(mockServices.rootConfig({ data: { nats } }));
}

describe('readSamplingConfig', () => {
  it('samples every 15 seconds by default', () => {
    expect(read({})).toEqual({ intervalMs: 15_000 });
  });

  it('reads a duration', () => {
    expect(read({ sampling: { interval: { seconds: 5 } } })).toEqual({
      intervalMs: 5_000,
    });
    expect(read({ sampling: { interval: '1m' } })).toEqual({
      intervalMs: 60_000,
    });
  });

  it('refuses less than a second, and what is no duration, with the key', () => {
    expect(() =>
      read({ sampling: { interval: { milliseconds: 10 } } }),
    ).toThrow(/nats\.sampling\.interval.*at least 1 s/);
    expect(() => read({ sampling: { interval: 'soon' } })).toThrow(
      /nats\.sampling\.interval/,
    );
  });
});

describe('readThresholdPolicies', () => {
  const policiesOf = (thresholds: JsonObject) =>
    readThresholdPolicies(
      mockServices.rootConfig({ data: { nats: { thresholds } } }),
    );

  it('reads numbers and durations', () => {
    expect(
      policiesOf({
        consumers: { 'unprocessed-critical': 1000, 'behind-warning': '10m' },
        streams: { 'peer-expect': 3 },
        enforced: { consumers: ['behind-warning'] },
      }),
    ).toEqual({
      consumers: {
        values: { 'unprocessed-critical': '1000', 'behind-warning': '10m' },
        enforced: ['behind-warning'],
      },
      streams: { values: { 'peer-expect': '3' }, enforced: [] },
    });
  });

  it('lists everything that is wrong', () => {
    expect(() =>
      policiesOf({
        consumers: { 'behind-warning': 'late', lag: 3 },
        streams: { 'peer-expect': 'all' },
        enforced: { streams: ['msgs-warn'] },
      }),
    ).toThrow(
      new RegExp(
        [
          '^nats.thresholds.consumers: behind-warning: "late" is no duration.*',
          'nats.thresholds.consumers: "lag" is no threshold.*',
          'nats.thresholds.streams: peer-expect: "all" is no number',
          'nats.thresholds.enforced.streams: msgs-warn has no value$',
        ].join('\n'),
      ),
    );
  });
});
