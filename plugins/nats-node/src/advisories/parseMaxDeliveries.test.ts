import fc from 'fast-check';
import { parseMaxDeliveries } from './parseMaxDeliveries';

// As nats-server 2.15.1 wrote it.
const RECORDED =
  '{"type":"io.nats.jetstream.advisory.v1.max_deliver","id":"qdHCql0KQTVQZPZDGSRqru","timestamp":"2026-11-21T19:15:30.8120346Z","stream":"S","consumer":"c2","stream_seq":1,"deliveries":2}';

describe('parseMaxDeliveries', () => {
  it('reads what a server wrote', () => {
    expect(parseMaxDeliveries(RECORDED)).toEqual({
      stream: 'S',
      consumer: 'c2',
      sequence: 1,
    });
  });

  it('makes nothing of what counts beyond 2^53, or names nothing', () => {
    for (const broken of [
      RECORDED.replace('"stream_seq":1', '"stream_seq":18446744073709551615'),
      RECORDED.replace('"stream":"S"', '"stream":""'),
      RECORDED.slice(0, -5),
      'null',
      '',
    ]) {
      expect(parseMaxDeliveries(broken)).toBeUndefined();
    }
  });

  it('never throws, and names what it makes something of', () => {
    const anything = fc.oneof(
      fc.string(),
      fc.json(),
      fc
        .record({
          stream: fc.anything(),
          consumer: fc.anything(),
          stream_seq: fc.anything(),
        })
        .map(value => JSON.stringify(value) ?? ''),
    );
    fc.assert(
      fc.property(anything, text => {
        const { stream, consumer, sequence } = parseMaxDeliveries(text) ?? {
          stream: 'S',
          consumer: 'c',
          sequence: 1,
        };
        expect(stream).not.toBe('');
        expect(consumer).not.toBe('');
        expect(Number.isSafeInteger(sequence)).toBe(true);
      }),
    );
  });
});
