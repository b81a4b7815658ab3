/** What names of streams behind buckets begin with, by kind of bucket. */
const KEY_VALUE = 'KV_';
const OBJECT_STORE = 'OBJ_';

/**
 * The name of the stream behind a key-value bucket.
 *
 * @public
 */
export function keyValueStream(bucket: string): string {
  return `${KEY_VALUE}${bucket}`;
}

/**
 * The name of the stream behind an object store.
 *
 * @public
 */
export function objectStoreStream(bucket: string): string {
  return `${OBJECT_STORE}${bucket}`;
}

/** The bucket that a mirror or source names; clients take the name of its stream as well. */
export function sourceBucket(name: string): string {
  return name.startsWith(KEY_VALUE) ? name.slice(KEY_VALUE.length) : name;
}

/** The subject of every key of a bucket. */
export function keyValueSubject(bucket: string): string {
  return `$KV.${bucket}.>`;
}

/** The subjects of the parts and of the descriptions of objects. */
export function objectStoreSubjects(bucket: string): string[] {
  return [`$O.${bucket}.C.>`, `$O.${bucket}.M.>`];
}
