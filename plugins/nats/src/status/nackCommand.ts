/** Names that neither a shell nor a JSONPath reads anything into; others are not put into a command. */
const PLAIN = /^[\w-]+$/;

/** What the streams of object stores are called, before the bucket's name (ADR-20). */
const OBJECT_STORE = 'OBJ_';

/** An asset of a broker. */
export interface Asset {
  stream: string;
  /** Absent for the stream itself. */
  consumer?: string;
}

/** Where NACK has an asset: the resource and the field of its spec that names it. */
function nameIn({ stream, consumer }: Asset): {
  resource: string;
  field: string;
  name: string;
} {
  if (consumer !== undefined) {
    return { resource: 'consumers', field: 'durableName', name: consumer };
  }
  return stream.startsWith(OBJECT_STORE)
    ? {
        resource: 'objectstores',
        field: 'bucket',
        name: stream.slice(OBJECT_STORE.length),
      }
    : { resource: 'streams', field: 'name', name: stream };
}

/**
 * Prints kind, namespace and name of the objects from which NACK makes an asset. They are
 * looked up: an asset does not say what its object is called.
 */
export function nackCommand(asset: Asset): string {
  const { resource, field, name } = nameIn(asset);
  const list = `kubectl get ${resource}.jetstream.nats.io -A`;
  if (!PLAIN.test(name)) {
    return list;
  }
  // Streams share names of consumers, and JSONPath takes one condition.
  const of = asset.consumer === undefined ? '' : '{.spec.streamName} ';
  return `${list} -o jsonpath='{range .items[?(@.spec.${field}=="${name}")]}${of}{.kind}/{.metadata.namespace}/{.metadata.name}{"\\n"}{end}'`;
}
