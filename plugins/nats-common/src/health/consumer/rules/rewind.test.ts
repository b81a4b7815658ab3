import {
  delivered,
  judge,
  samples,
  verdictOn,
} from '../../__testUtils__/consumer';

describe('rewind', () => {
  it('is held until the consumer is where it was', () => {
    const back = samples(10, i => delivered(i < 5 ? 100 + i : 10 * i));
    expect(judge(back)).toBe(
      'warning rewind: Went back to an earlier message and delivers some again, nothing waiting',
    );
    expect(verdictOn(back).since).toBe(50_000);
  });

  it('is held also when it happened before the samples of a verdict', () => {
    const on = samples(10, i => delivered(10 * i));
    const rewound = { furthest: 1000, at: -500_000 };
    expect(verdictOn(on, { rewound })).toMatchObject({
      rule: 'rewind',
      since: -500_000,
    });
  });

  it('is over when it is further than before', () => {
    const past = samples(10, i => delivered(i < 2 ? 20 + i : i * 10));
    expect(judge(past)).toBe('ok ok: Nothing waiting');
  });

  it('leaves too little to judge by when it was a moment ago', () => {
    const reset = samples(10, i => ({
      deliveredConsumerSequence: i < 8 ? 50 : 0,
      deliveredStreamSequence: 50,
      pending: 5,
    }));
    expect(judge(reset)).toContain('unknown too-little-data');
  });

  it('is not said of a new leader that missed the last deliveries', () => {
    const stepDown = samples(10, i => ({
      ...delivered(i < 5 ? 100 + i : 98 + i),
      leader: i < 5 ? 'nats-0' : 'nats-1',
    }));
    expect(judge(stepDown)).toBe('ok ok: Nothing waiting');
  });
});
