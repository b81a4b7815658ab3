import { KeyPath } from '../../model/data';
import { Manifest } from '../../model/Manifest';
import { placeIn } from '../../model/place';
import { StreamObject } from './StreamObject';

interface Target {
  manifest: Manifest;
  stream: StreamObject;
  path: KeyPath;
}

/** Paths of a messaging spec: the stream, the consumer where it is one's, and what is left. */
const SPEC_PATH =
  /^streams\[(\d+)\](?:\.consumers\[(\d+)\])?(?:\.(worker)\b)?\.?(.*)$/s;

function keysOf(path: string): KeyPath {
  return [...path.matchAll(/([\w$-]+)|\["((?:[^"\\]|\\.)*)"\]/g)].map(
    ([, plain, quoted]) =>
      plain !== undefined && /^\d+$/.test(plain)
        ? Number(plain)
        : plain ?? quoted,
  );
}

/** The field of an object that a path of the messaging spec means. */
export function targetOf(
  path: string,
  streams: readonly StreamObject[],
): Target | undefined {
  const [, i, j, worker, rest] = SPEC_PATH.exec(path) ?? [];
  const stream = streams[Number(i)];
  if (!stream) {
    return undefined;
  }
  const consumer = j === undefined ? undefined : stream.consumers[Number(j)];
  const keys = keysOf(rest ?? '');
  if (worker && consumer?.trigger) {
    const { manifest, index } = consumer.trigger;
    const field =
      keys[0] === 'activationLagThreshold'
        ? ['spec', 'triggers', index, 'metadata', ...keys]
        : ['spec', ...keys];
    return { manifest, stream, path: field };
  }
  const { manifest } = consumer ?? stream;
  return { manifest, stream, path: ['spec', ...keys] };
}

/** Messages may name another place of the spec, which exists in no file. */
export function withPlaces(
  message: string,
  streams: readonly StreamObject[],
): string {
  return message.replace(/\bstreams\[\d+\][\w.[\]]*/g, path => {
    const target = targetOf(path.replace(/\.$/, ''), streams);
    if (!target) {
      return path;
    }
    const { file, line } = placeIn(target.manifest, target.path);
    return `${file}:${line}`;
  });
}
