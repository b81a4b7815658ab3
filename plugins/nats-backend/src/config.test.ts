import { mockServices } from '@backstage/backend-test-utils';
import { readSamplingConfig } from './config';

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
