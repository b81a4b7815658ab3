import { KeyValueSpec, ObjectStoreSpec } from '@nats-portal/plugin-nats-common';
import { Exception } from './observe';
import { Outcomes } from './Outcome';

/** A bucket that is there or is not, and what is wanted of it. */
export interface BucketRow extends Exception {
  what: string;
  /** Beside its name, as the portal made it before; a new one where this is absent. */
  given?: Partial<KeyValueSpec> | Partial<ObjectStoreSpec>;
  wanted: Partial<KeyValueSpec> & Partial<ObjectStoreSpec>;
  server: Outcomes;
}

const fresh = (
  what: string,
  wanted: BucketRow['wanted'],
  server: Outcomes = 'applied',
): BucketRow => ({ what, wanted, server });

const changed = (
  what: string,
  wanted: BucketRow['wanted'],
  server: Outcomes = 'applied',
  given: BucketRow['given'] = {},
): BucketRow => ({ what: `another ${what}`, given, wanted, server });

const SHARED: BucketRow[] = [
  fresh('nothing but a name', {}),
  fresh('storage', { storage: 'memory' }),
  fresh('ttl', { ttl: '1h' }),
  fresh('a short ttl', { ttl: '1m' }),
  fresh('maxBytes', { maxBytes: 1024 ** 2 }),
  fresh('compression', { compression: true }),
  fresh('description', { description: 'd' }),
  fresh(
    'description of more than 4 KiB',
    { description: 'd'.repeat(4097) },
    10052,
  ),
  changed('storage', { storage: 'memory' }, 10052),
  changed('ttl', { ttl: '1h' }),
  changed('ttl, shorter than the window for duplicates', { ttl: '1m' }),
  changed('maxBytes', { maxBytes: 1024 ** 2 }),
  changed('compression', { compression: true }),
  changed('description', { description: 'd' }),
];

/** On a server that stands alone (facts/jetstream.md §8, ADR-8). */
export const KEY_VALUES: BucketRow[] = [
  ...SHARED,
  fresh('history', { history: 64 }),
  {
    ...fresh('history above 64', { history: 65 }),
    stricter: 'clients take 64 at most',
  },
  fresh('maxValueSize', { maxValueSize: 1024 }),
  fresh('republish', { republish: { destination: 'r.>' } }),
  fresh(
    'limitMarkerTtl',
    { limitMarkerTtl: '1m' },
    { '2.10.0': 'dropped', '2.11.0': 'applied' },
  ),
  fresh('a mirror', { mirror: { name: 'origin' } }),
  fresh('sources', { sources: [{ name: 'origin' }] }),
  changed('history', { history: 5 }),
  changed('maxValueSize', { maxValueSize: 1024 }),
  changed('mirror', { mirror: { name: 'other' } }, 10055, {
    mirror: { name: 'origin' },
  }),
];

/** On a server that stands alone (facts/jetstream.md §8, ADR-20). */
export const OBJECT_STORES: BucketRow[] = [
  ...SHARED,
  fresh('metadata', { metadata: { team: 'a' } }),
  changed('metadata', { metadata: { team: 'a' } }),
];
