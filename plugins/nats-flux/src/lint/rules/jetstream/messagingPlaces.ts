import { KeyPath } from '../../model/data';
import { Manifest } from '../../model/Manifest';
import { placeIn } from '../../model/place';
import { Account } from './Account';

interface Target {
  manifest: Manifest;
  path: KeyPath;
}

/** Paths of a messaging spec: the asset, the consumer where it is one's, and what is left. */
const SPEC_PATH =
  /^(streams|keyValues|objectStores)\[(\d+)\](?:\.consumers\[(\d+)\])?(?:\.(worker)\b)?\.?(.*)$/s;

function keysOf(path: string): KeyPath {
  return [...path.matchAll(/([\w$-]+)|\["((?:[^"\\]|\\.)*)"\]/g)].map(
    ([, plain, quoted]) =>
      plain !== undefined && /^\d+$/.test(plain)
        ? Number(plain)
        : plain ?? quoted,
  );
}

/** The field of an object that a path of the messaging spec means. */
export function targetOf(path: string, account: Account): Target | undefined {
  const [, list, i, j, worker, rest] = SPEC_PATH.exec(path) ?? [];
  const keys = keysOf(rest ?? '');
  const at = Number(i);
  if (list === 'keyValues' || list === 'objectStores') {
    const manifest = account[list][at];
    return manifest && { manifest, path: ['spec', ...keys] };
  }
  const stream = account.streams[at];
  if (!stream) {
    return undefined;
  }
  const consumer = j === undefined ? undefined : stream.consumers[Number(j)];
  if (worker && consumer?.trigger) {
    const { manifest, index } = consumer.trigger;
    return {
      manifest,
      path:
        keys[0] === 'activationLagThreshold'
          ? ['spec', 'triggers', index, 'metadata', ...keys]
          : ['spec', ...keys],
    };
  }
  const { manifest } = consumer ?? stream;
  return { manifest, path: ['spec', ...keys] };
}

/** Messages may name another place of the spec, which exists in no file. */
export function withPlaces(message: string, account: Account): string {
  return message.replace(
    /\b(?:streams|keyValues|objectStores)\[\d+\][\w.[\]]*/g,
    path => {
      const target = targetOf(path.replace(/\.$/, ''), account);
      if (!target) {
        return path;
      }
      const { file, line } = placeIn(target.manifest, target.path);
      return `${file}:${line}`;
    },
  );
}
