import fc from 'fast-check';
import {
  isProvenanceKey,
  readProvenance,
  toProvenanceMetadata,
} from './provenance';

describe('provenance', () => {
  it('is read as it was written, whatever else the metadata holds', () => {
    const reference = fc.option(fc.string({ minLength: 1 }), {
      nil: undefined,
    });
    const provenance = fc.record({
      owner: reference,
      entity: reference,
      template: reference,
      creator: reference,
      task: reference,
      declaredIn: reference,
    });
    fc.assert(
      fc.property(
        provenance,
        fc.dictionary(fc.string(), fc.string()),
        (given, others) => {
          const metadata = { ...others, ...toProvenanceMetadata(given) };
          expect(readProvenance(metadata)).toEqual(
            Object.fromEntries(
              Object.entries(given).filter(([, value]) => value !== undefined),
            ),
          );
        },
      ),
    );
  });

  it('is nothing where nothing is said, or nothing that can be read', () => {
    for (const metadata of [undefined, null, 'text', [], { team: 'a' }]) {
      expect(readProvenance(metadata)).toEqual({});
    }
    expect(readProvenance({ 'nats.io/owner': 5 })).toEqual({});
  });

  it('knows its own keys only', () => {
    expect(isProvenanceKey('nats.io/owner')).toBe(true);
    expect(isProvenanceKey('nats.io/broker')).toBe(false);
    expect(isProvenanceKey('constructor')).toBe(false);
  });
});
