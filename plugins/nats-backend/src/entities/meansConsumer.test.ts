import { meansConsumer } from './meansConsumer';

const wanted = { broker: 'b', stream: 'JOBS', consumer: 'workers' };
const naming = (
  changes: Partial<Parameters<typeof meansConsumer>[0]>,
): Parameters<typeof meansConsumer>[0] => ({
  broker: 'b',
  account: undefined,
  consumers: [],
  streams: [],
  ...changes,
});

describe('meansConsumer', () => {
  it.each([
    ['the broker only', naming({})],
    ['its stream', naming({ streams: ['JOBS'] })],
    ['it', naming({ consumers: [{ stream: 'JOBS', consumer: 'workers' }] })],
    [
      'all of its stream',
      naming({ consumers: [{ stream: 'JOBS', consumer: '*' }] }),
    ],
  ])('is true of an entity that names %s', (_, messaging) => {
    expect(meansConsumer(messaging, wanted)).toBe(true);
    expect(meansConsumer({ ...messaging, broker: 'c' }, wanted)).toBe(false);
    const ofAccount = { ...messaging, account: 'A' };
    expect(meansConsumer(ofAccount, wanted)).toBe(true);
    expect(meansConsumer(ofAccount, { ...wanted, account: 'A' })).toBe(true);
    expect(meansConsumer(ofAccount, { ...wanted, account: 'B' })).toBe(false);
  });

  it.each([
    ['another stream', naming({ streams: ['MAILS'] })],
    [
      'another consumer',
      naming({ consumers: [{ stream: 'JOBS', consumer: 'others' }] }),
    ],
    ['no broker', naming({ broker: undefined })],
  ])('is false of an entity that names %s', (_, messaging) => {
    expect(meansConsumer(messaging, wanted)).toBe(false);
  });

  it('leaves out what the page leaves out: buckets, where only the broker is named', () => {
    const bucket = { ...wanted, stream: 'KV_settings' };
    expect(meansConsumer(naming({}), bucket)).toBe(false);
    expect(meansConsumer(naming({ streams: ['KV_settings'] }), bucket)).toBe(
      true,
    );
  });
});
