import { GivenUpLog } from './GivenUpLog';

const EPOCH = { epoch: 1 };
const MINUTE = 60_000;

describe('GivenUpLog', () => {
  it('counts what was heard between two samples, each message once', () => {
    const log = new GivenUpLog();
    log.sample(1_000, EPOCH, false);
    [7, 8, 8].forEach(sequence => log.hear(sequence));
    log.sample(2_000, EPOCH, true);
    log.hear(9);
    log.sample(3_000, EPOCH, true);
    log.sample(4_000, EPOCH, true);
    expect(log.view()).toEqual({
      since: 1_000,
      heard: [
        { at: 2_000, messages: 2 },
        { at: 3_000, messages: 1 },
      ],
      sequences: [7, 8, 9],
    });
  });

  it.each<[string, Parameters<GivenUpLog['sample']>]>([
    ['something may have been missed', [2_000, { epoch: 2 }, true]],
    ['its server was out of reach', [2_000, EPOCH, false]],
  ])('vouches anew from the first sample after %s', (_, sample) => {
    const log = new GivenUpLog();
    log.sample(1_000, EPOCH, false);
    log.hear(7);
    log.sample(...sample);
    expect(log.view()).toMatchObject({
      since: 2_000,
      heard: [{ at: 2_000, messages: 1 }],
    });
  });

  it('vouches for nothing while it is deaf, and keeps what it heard', () => {
    const log = new GivenUpLog();
    log.sample(1_000, EPOCH, false);
    log.hear(7);
    log.sample(2_000, { deafBecause: 'it may not' }, true);
    expect(log.view()).toEqual({
      deafBecause: 'it may not',
      heard: [{ at: 2_000, messages: 1 }],
      sequences: [7],
    });
    log.sample(3_000, undefined, true);
    expect(log.view()).not.toHaveProperty('since');
  });

  it('has nothing to say where nobody listens', () => {
    const log = new GivenUpLog();
    log.sample(1_000, undefined, false);
    expect(log.view()).toBeUndefined();
  });

  it('forgets after an hour, and keeps few of very many', () => {
    const log = new GivenUpLog();
    log.hear(1);
    log.sample(0, EPOCH, true);
    for (let i = 0; i < 5_000; i++) {
      log.hear(100 + i);
    }
    log.sample(61 * MINUTE, EPOCH, true);
    expect(log.view()).toMatchObject({
      heard: [{ at: 61 * MINUTE, messages: 5_000 }],
      sequences: [5_095, 5_096, 5_097, 5_098, 5_099],
    });
  });
});
