import { findingsOfConsumer } from '../__testUtils__/spec';

const at = 'streams[0].consumers[0]';

describe('js-consumer-limits', () => {
  const consumerLimits = { maxAckPending: 100, inactiveThreshold: '1h' };
  const about = (changes: Record<string, unknown>, limits: object) =>
    findingsOfConsumer(changes, { consumerLimits: limits }).filter(text =>
      text.startsWith('error'),
    );

  it('finds consumers above the bounds of their stream', () => {
    expect(
      about({ maxAckPending: 101, inactiveThreshold: '61m' }, consumerLimits),
    ).toEqual([
      `error js-consumer-limits ${at}.maxAckPending`,
      `error js-consumer-limits ${at}.inactiveThreshold`,
    ]);
  });

  it.each([
    [{ maxAckPending: 100, inactiveThreshold: '60m' }, consumerLimits],
    [{}, consumerLimits],
    [{ maxAckPending: -1, inactiveThreshold: '0s' }, consumerLimits],
    [{ maxAckPending: 5, inactiveThreshold: '5h' }, {}],
  ])('is quiet about %j within %j', (changes, limits) => {
    expect(about(changes, limits)).toEqual([]);
  });
});
