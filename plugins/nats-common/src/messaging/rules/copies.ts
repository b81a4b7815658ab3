import { Finding } from '../../findings/Finding';
import { formatCount, quote } from '../../words';
import { explainInvalidName } from '../values/explainInvalidName';
import {
  knows,
  PlacedOrigin,
  PlacedStore,
} from '../reading/PlacedMessagingSpec';
import { error, MessagingRule, warning } from './MessagingRule';

/** What a mirror cannot have beside it, with the server's code; of buckets only sources. */
const BESIDE_A_MIRROR: [code: number, field: string][] = [
  [10034, 'subjects'],
  [10031, 'sources'],
  [10143, 'firstSequence'],
  [10173, 'allowMsgCounter'],
  [10198, 'allowAtomicPublish'],
  [10186, 'allowMsgSchedules'],
];

function isGiven(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

/** js-mirror-mix: a mirror is nothing but a mirror. */
export const pureMirrors: MessagingRule = function* pureMirrors(spec) {
  for (const store of spec.stores) {
    const fields = new Map<string, unknown>(Object.entries(store.spec));
    if (!fields.has('mirror')) {
      if (fields.get('mirrorDirect') && knows(store, 'mirror')) {
        yield error(
          'js-mirror-mix',
          `${store.path}.mirrorDirect`,
          'is for mirrors only, and refused on any other stream (10052); leave it out',
        );
      }
      continue;
    }
    for (const [code, field] of BESIDE_A_MIRROR) {
      if (isGiven(fields.get(field))) {
        yield error(
          'js-mirror-mix',
          `${store.path}.${field}`,
          `a mirror cannot have it (${code}); leave it out, or make this a stream with sources`,
        );
      }
    }
  }
};

function* unknownOrigin(
  { stream, path, isElsewhere, kind }: PlacedOrigin,
  known: ReadonlySet<string>,
): Iterable<Finding> {
  const problem = explainInvalidName(stream);
  if (problem) {
    yield error('js-name', `${path}.name`, `${quote(stream)} ${problem}`);
  } else if (!isElsewhere && !known.has(stream)) {
    yield warning(
      'js-source-missing',
      `${path}.name`,
      `no stream ${quote(
        stream,
      )} is in this spec: the server takes the ${kind} without a word, and where the account has no such stream either, nothing ever arrives; mend the name, or add the stream`,
    );
  }
}

/** js-source-missing: copies of nothing. */
export const knownOrigins: MessagingRule = function* knownOrigins(
  spec,
  { existingStreams = [] },
) {
  const stores = spec.stores;
  const known = new Set([
    ...stores.map(({ name }) => name),
    ...existingStreams,
  ]);
  for (const { origins } of stores) {
    for (const origin of origins) {
      yield* unknownOrigin(origin, known);
    }
  }
};

/** js-source-max-msg-size: a copy that takes smaller messages than there are. */
export const roomForMessages: MessagingRule = function* roomForMessages(spec) {
  const stores = spec.stores;
  const sizes = new Map(
    stores.map(({ name, maxMsgSize = -1 }) => [name, maxMsgSize]),
  );
  for (const { origins, maxMsgSize = -1, path, sizeField } of stores) {
    for (const { stream, kind, isElsewhere } of origins) {
      const size = isElsewhere ? -1 : sizes.get(stream) ?? -1;
      if (maxMsgSize > 0 && size > maxMsgSize) {
        yield error(
          'js-source-max-msg-size',
          `${path}.${sizeField}`,
          `${formatCount(maxMsgSize)} bytes are less than the ${formatCount(
            size,
          )} of ${quote(stream)}, which it copies, and the server refuses it (${
            kind === 'mirror' ? 10030 : 10046
          }); take messages as large, or leave it out`,
        );
      }
    }
  }
};

/** Origins that lead back to the store that names them, one for each circle. */
function circles(stores: readonly PlacedStore[]): PlacedOrigin[] {
  const byName = new Map(stores.map(store => [store.name, store]));
  const left = new Set(stores);
  const found: PlacedOrigin[] = [];
  for (const start of stores) {
    const way: { store: PlacedStore; next: number }[] = [];
    const open = new Set<PlacedStore>();
    const enter = (store: PlacedStore) => {
      left.delete(store);
      open.add(store);
      way.push({ store, next: 0 });
    };
    if (left.has(start)) {
      enter(start);
    }
    while (way.length > 0) {
      const step = way[way.length - 1];
      const origin = step.store.origins[step.next];
      step.next += 1;
      if (origin === undefined) {
        open.delete(step.store);
        way.pop();
        continue;
      }
      const target = origin.isElsewhere ? undefined : byName.get(origin.stream);
      if (target && open.has(target)) {
        found.push(origin);
      } else if (target && left.has(target)) {
        enter(target);
      }
    }
  }
  return found;
}

/** js-source-cycle: streams that copy each other. */
export const noCircles: MessagingRule = function* noCircles(spec) {
  for (const { path, stream } of circles(spec.stores)) {
    yield error(
      'js-source-cycle',
      path,
      `copying ${quote(
        stream,
      )} leads back to this stream, and the server refuses it (10052); take one of the copies out`,
    );
  }
};

/** What tells one source of a stream from another to the server. */
function identity({ stream, source }: PlacedOrigin): string {
  const { filterSubject = '', subjectTransforms = [] } = source;
  return JSON.stringify([
    stream,
    source.externalApiPrefix ?? '',
    filterSubject || '>',
    subjectTransforms,
  ]);
}

/** js-source-duplicate: the same source twice. */
export const distinctSources: MessagingRule = function* distinctSources(spec) {
  for (const { origins, kind } of spec.stores) {
    const seen = new Set<string>();
    for (const origin of origins.filter(one => one.kind === 'source')) {
      // A bucket's transforms follow from the name.
      const id = kind === 'keyValue' ? origin.stream : identity(origin);
      if (seen.has(id)) {
        yield error(
          'js-source-duplicate',
          origin.path,
          `${quote(
            origin.stream,
          )} is copied already, in the same way, and the server refuses it twice (10140); remove one`,
        );
      }
      seen.add(id);
    }
  }
};
