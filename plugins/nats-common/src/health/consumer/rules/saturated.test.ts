import {
  delivered,
  findingsOn,
  judge,
  samples,
  settings,
  verdictOn,
} from '../../__testUtils__/consumer';

const limited = { settings: settings({ maxAckPending: 10 }) };
const full = (inFlight: number) =>
  samples(10, () => ({ ackPending: inFlight, pending: 45, waiting: 1 }));

describe('saturated', () => {
  it('is an error where the limit keeps messages back and nobody acknowledges', () => {
    expect(judge(full(10), limited)).toBe(
      'error saturated: Full: 10 in flight of 10 allowed (maxAckPending), nothing new delivered for 90 sec while 45 waiting',
    );
    expect(verdictOn(full(10), limited).advice?.command).toBe(
      'nats consumer edit JOBS workers --max-pending 20',
    );
  });

  it('is a warning from 80 % on', () => {
    expect(judge(full(8), limited)).toContain('error stall');
    expect(findingsOn(full(8), limited)).toEqual(['warning saturated']);
    expect(findingsOn(full(7), limited)).toEqual([]);
  });

  it('is a warning while clients may still be at work', () => {
    const patient = {
      settings: settings({ maxAckPending: 10, ackWaitMs: 600_000 }),
    };
    expect(judge(full(10), patient)).toContain('warning saturated');
  });

  it('is not said while new messages are delivered, nor of one full moment', () => {
    const moving = samples(10, i => ({
      ...delivered(i),
      ackPending: 10,
      pending: 45,
    }));
    expect(judge(moving, limited)).toContain('warning lagging');
    const once = samples(10, i => ({
      ackPending: i === 9 ? 10 : 1,
      pending: 45,
      waiting: 1,
      deliveredConsumerSequence: i,
    }));
    expect(judge(once, limited)).not.toContain('saturated');
  });

  it('is not said without a limit', () => {
    const unlimited = { settings: settings({ maxAckPending: -1 }) };
    expect(judge(full(5000), unlimited)).toContain('error stall');
  });
});
