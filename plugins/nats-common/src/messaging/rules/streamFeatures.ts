import { Finding } from '../../findings/Finding';
import { parseDuration } from '../values/duration';
import { knows, PlacedStream } from '../reading/PlacedMessagingSpec';
import { error, MessagingRule } from './MessagingRule';

const SECOND = 1e9;

function* counters({ stream, path }: PlacedStream): Iterable<Finding> {
  if (!stream.allowMsgCounter) {
    return;
  }
  const refused: [is: boolean | undefined, what: string][] = [
    [stream.discard === 'new', 'discard new'],
    [stream.allowMsgTtl, 'allowMsgTtl'],
    [
      Boolean(parseDuration(stream.subjectDeleteMarkerTtl ?? '0')),
      'subjectDeleteMarkerTtl',
    ],
    [stream.allowMsgSchedules, 'allowMsgSchedules'],
    [
      (stream.retention ?? 'limits') !== 'limits',
      `${stream.retention} retention`,
    ],
  ];
  const found = refused.flatMap(([is, what]) => (is ? [what] : []));
  if (found.length > 0) {
    yield error(
      'js-schedules',
      `${path}.allowMsgCounter`,
      `counters cannot be together with ${found.join(
        ', ',
      )}, and the server refuses the stream (10052); leave one of them out`,
    );
  }
}

/** js-schedules: schedules and counters, and what the server refuses beside them. */
export const possibleFeatures: MessagingRule = function* possibleFeatures(
  spec,
) {
  for (const placed of spec.streams) {
    const { stream, path } = placed;
    yield* counters(placed);
    if (stream.allowMsgSchedules && stream.discard === 'new') {
      yield error(
        'js-schedules',
        `${path}.allowMsgSchedules`,
        'schedules cannot be together with discard new, and the server refuses the stream (10052); use discard old',
      );
    }
    if (stream.allowMsgSchedules && stream.sources?.length) {
      yield error(
        'js-schedules',
        `${path}.allowMsgSchedules`,
        'schedules cannot be together with sources, and the server refuses the stream (10187); leave one of them out',
      );
    }
  }
};

/** js-delete-marker: marks in the place of what the time removed. */
export const possibleDeleteMarkers: MessagingRule =
  function* possibleDeleteMarkers(spec) {
    const markers = [
      ...spec.streams.map(({ stream, path }) => ({
        ttl: stream.subjectDeleteMarkerTtl,
        path: `${path}.subjectDeleteMarkerTtl`,
        isMirror: stream.mirror !== undefined,
      })),
      ...spec.keyValues.map(({ bucket, path }) => ({
        ttl: bucket.limitMarkerTtl,
        path: `${path}.limitMarkerTtl`,
        isMirror: bucket.mirror !== undefined,
      })),
    ];
    for (const { ttl = '0', path, isMirror } of markers) {
      const nanoseconds = parseDuration(ttl);
      if (!nanoseconds) {
        continue;
      }
      if (nanoseconds < SECOND) {
        yield error(
          'js-delete-marker',
          path,
          `${ttl} is under the second that the server takes (10052); use 1s or more`,
        );
      }
      if (isMirror) {
        yield error(
          'js-delete-marker',
          path,
          'a mirror sets no marks of its own (10052); set them where the messages come from',
        );
      }
    }
  };

/** js-sealed-create: a stream that nothing could be written to. */
export const openStreams: MessagingRule = function* openStreams(spec) {
  for (const { stream, path } of spec.streams) {
    if (stream.sealed) {
      yield error(
        'js-sealed-create',
        `${path}.sealed`,
        'the server makes no sealed stream (10052), and sealing one cannot be undone; leave it out, and seal the stream by hand when it is done',
      );
    }
  }
};

/** js-persist-mode: writing without waiting for the disk. */
export const possiblePersistence: MessagingRule = function* possiblePersistence(
  spec,
  context,
) {
  for (const placed of spec.streams) {
    const { stream, path } = placed;
    if (stream.persistMode !== 'async') {
      continue;
    }
    const { replicas = context.replicas ?? 1 } = stream;
    const refused = [
      ...(stream.storage === 'memory' ? ['memory storage'] : []),
      ...(replicas > 1 && knows(placed, 'replicas')
        ? [`${replicas} replicas`]
        : []),
      ...(stream.allowAtomicPublish ? ['allowAtomicPublish'] : []),
    ];
    if (refused.length > 0) {
      yield error(
        'js-persist-mode',
        `${path}.persistMode`,
        `async cannot be together with ${refused.join(
          ', ',
        )}, and the server refuses the stream (10052); leave it out`,
      );
    }
  }
};
