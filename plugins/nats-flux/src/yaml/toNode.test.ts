import fc from 'fast-check';
import { Document, parse } from 'yaml';
import { toNode, YamlValue } from './toNode';

function written(value: YamlValue): string {
  const document = new Document();
  document.contents = toNode(value) as typeof document.contents;
  return document.toString({ lineWidth: 0 });
}

/** Kubernetes' tools read YAML 1.1, this project's tests and editors 1.2. */
const versions = ['1.1', '1.2'] as const;

describe('toNode', () => {
  it.each([
    'y',
    'no',
    'On',
    'null',
    '~',
    '0x1F',
    '1e3',
    'e1',
    '012',
    '1_000',
    '12:30:45',
    '2026-01-01',
    '.inf',
    '=',
    '<<',
    '- a',
    'a: b',
    'a #b',
    '{{ x }}',
    '${x}',
    '!!binary x',
    '*x',
    '&x',
    '@x',
    '%x',
    ' a',
    'a ',
    '',
    'a\nb',
    "it's",
    '"',
  ])('keeps the text %j a text', text => {
    for (const version of versions) {
      expect(parse(written({ key: text }), { version })).toEqual({ key: text });
    }
  });

  it.each([
    'CN=nats-sys',
    'jobs.echo',
    'nats://nats.nats.svc.cluster.local:4222',
    'resource:default/local',
    'natsio/nats-box:0.19.7',
    '24h',
    '1h30m',
    '10Gi',
    '409MiB',
    '2.14.2',
    'nats on local',
  ])('does not quote %s, which needs none', text => {
    expect(written({ key: text })).toBe(`key: ${text}\n`);
  });

  it('keeps any text, as a value and as a key', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), text => {
        for (const version of versions) {
          expect(parse(written([text]), { version })).toEqual([text]);
        }
        const read = parse(written({ [text]: 'x' }), { mapAsMap: true });
        expect([...read.keys()]).toEqual([text]);
      }),
    );
  });

  it('keeps numbers, booleans and empty collections', () => {
    const value = { a: 3, b: false, c: [], d: {}, e: [{ f: -1 }] };
    expect(parse(written(value))).toEqual(value);
  });
});
