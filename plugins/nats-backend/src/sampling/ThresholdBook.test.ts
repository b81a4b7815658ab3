import { openThresholdBook } from './ThresholdBook';

const book = openThresholdBook({
  consumers: {
    values: { 'behind-warning': '10m', 'waiting-critical': '9' },
    enforced: ['waiting-critical'],
  },
});
const metadata = {
  'io.nats.monitor.behind-warning': '20m',
  'io.nats.monitor.waiting-critical': '1',
};

const shown = (...args: Parameters<typeof book.consumer>) =>
  [...book.consumer(...args).thresholds.values()].map(
    ({ key, value, origin }) => `${key} ${value} ${origin}`,
  );

describe('a book of thresholds', () => {
  it('is read once for all that have no metadata', () => {
    expect(book.consumer(undefined)).toBe(book.consumer(undefined));
    expect(shown(undefined)).toEqual([
      'behind-warning 600000 policy',
      'waiting-critical 9 policy',
    ]);
  });

  it('is read once for the same metadata', () => {
    expect(book.consumer(metadata)).toBe(book.consumer(metadata));
    expect(shown(metadata)).toEqual([
      'behind-warning 1200000 metadata',
      'waiting-critical 9 policy',
    ]);
  });

  it('lets an entity say otherwise for its own, as far as it may', () => {
    expect(
      shown(metadata, { 'behind-warning': '30m', 'waiting-critical': '2' }),
    ).toEqual(['behind-warning 1800000 entity', 'waiting-critical 9 policy']);
    expect(shown(metadata)[0]).toBe('behind-warning 1200000 metadata');
  });

  it('knows what streams may say', () => {
    expect(
      book
        .stream({ 'io.nats.monitor.peer-expect': '3' })
        .thresholds.get('peer-expect'),
    ).toMatchObject({ value: 3, origin: 'metadata' });
  });
});
