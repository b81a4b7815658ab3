import { Finding } from '../../findings/Finding';
import { formatPath, InputPath, parsePath } from '../../findings/formatPath';
import { error } from '../rules/MessagingRule';
import { findAssets, isMessagingSpec } from './findAssets';
import { FoundAsset, FoundAssets, FoundConsumer } from './FoundAsset';
import { isObject } from './isObject';
import { Locate, readText } from './readText';

/** What an input says, in the shape of a messaging spec. */
export interface MessagingInput {
  value: unknown;
  /** Paths of streams of which the input has consumers only. */
  onlyConsumers: ReadonlySet<string>;
  /** What cannot be a part of a messaging spec. */
  findings: Finding[];
  /** Says where in the input something is that was found in the value. */
  place: (finding: Finding) => Finding;
}

/** Assets by where they stand in the value, e.g. `streams[0].consumers[1]`. */
type Origins = ReadonlyMap<string, FoundAsset>;

const ASSET =
  /^(?:streams|keyValues|objectStores)\[\d+\](?:\.consumers\[\d+\])?/;

/** Places in sentences, as rules write them. */
const MENTIONED =
  /\b(?:streams|keyValues|objectStores)\[\d+\](?:\[\d+\]|\.[\w$-]+)*/g;

function inputPath(path: string, origins: Origins): InputPath {
  const [text = ''] = ASSET.exec(path) ?? [];
  const owner = text.replace(/\.consumers\[\d+\]$/, '');
  const start = origins.has(text) ? text : owner;
  const asset = origins.get(start);
  return asset
    ? [...asset.at, ...asset.toInput(parsePath(path.slice(start.length)))]
    : [];
}

function consumersOf(value: unknown): unknown[] | undefined {
  if (!isObject(value)) {
    return undefined;
  }
  const { consumers = [] } = value;
  return Array.isArray(consumers) ? consumers : undefined;
}

/** Streams with the consumers that name them. */
class Streams {
  readonly values: unknown[] = [];
  readonly onlyConsumers = new Set<string>();
  readonly #byName = new Map<unknown, number>();

  add({ value }: FoundAsset): number {
    const i = this.values.push(value) - 1;
    if (
      isObject(value) &&
      consumersOf(value) &&
      !this.#byName.has(value.name)
    ) {
      this.#byName.set(value.name, i);
    }
    return i;
  }

  /** Where the stream is, also one of which nothing else is known. */
  addConsumer({
    stream,
    value,
  }: FoundConsumer): [stream: number, index: number] {
    let i = this.#byName.get(stream);
    if (i === undefined) {
      i = this.values.push({ name: stream, consumers: [] }) - 1;
      this.#byName.set(stream, i);
      this.onlyConsumers.add(formatPath(['streams', i]));
    }
    const owner = this.values[i] as Record<string, unknown>;
    const consumers = [...(consumersOf(owner) ?? []), value];
    this.values[i] = { ...owner, consumers };
    return [i, consumers.length - 1];
  }
}

function assemble(found: FoundAssets): {
  value: unknown;
  onlyConsumers: ReadonlySet<string>;
  origins: Origins;
} {
  const origins = new Map<string, FoundAsset>();
  const streams = new Streams();
  for (const asset of found.streams) {
    origins.set(formatPath(['streams', streams.add(asset)]), asset);
  }
  for (const asset of found.consumers) {
    const [i, j] = streams.addConsumer(asset);
    const stream = formatPath(['streams', i]);
    origins.set(`${stream}.consumers[${j}]`, asset);
    if (streams.onlyConsumers.has(stream) && j === 0) {
      origins.set(stream, {
        ...asset,
        at: asset.streamAt,
        toInput: () => [],
      });
    }
  }
  const buckets = (list: 'keyValues' | 'objectStores') => {
    found[list].forEach((asset, i) =>
      origins.set(formatPath([list, i]), asset),
    );
    return found[list].length > 0
      ? { [list]: found[list].map(({ value }) => value) }
      : {};
  };
  return {
    value: {
      streams: streams.values,
      ...buckets('keyValues'),
      ...buckets('objectStores'),
    },
    onlyConsumers: streams.onlyConsumers,
    origins,
  };
}

function translated(input: unknown, locate: Locate): MessagingInput {
  const found = findAssets(input);
  const { value, onlyConsumers, origins } = assemble(found);
  const isEmpty =
    origins.size === 0 &&
    found.findings.every(({ severity }) => severity === 'warning');
  return {
    value,
    onlyConsumers,
    findings: [
      ...found.findings,
      ...(isEmpty
        ? [error('js-shape', '', 'has no stream, consumer or bucket')]
        : []),
    ].map(finding => ({ ...finding, ...locate(parsePath(finding.path)) })),
    place: finding => {
      const path = inputPath(finding.path, origins);
      return {
        ...finding,
        path: formatPath(path),
        ...locate(path),
        message: finding.message.replace(MENTIONED, mentioned =>
          formatPath(inputPath(mentioned, origins)),
        ),
      };
    },
  };
}

const nowhere: Locate = () => ({});

function readValue(value: unknown, locate: Locate): MessagingInput {
  return isMessagingSpec(value) ||
    !(isObject(value) || (Array.isArray(value) && value.length > 0))
    ? {
        value,
        onlyConsumers: new Set(),
        findings: [],
        place:
          locate === nowhere
            ? finding => finding
            : finding => ({ ...finding, ...locate(parsePath(finding.path)) }),
      }
    : translated(value, locate);
}

/**
 * Reads whatever says which streams, consumers and buckets are wanted: objects
 * or a text with them, in YAML or JSON. Nothing is thrown.
 */
export function readInput(input: unknown): MessagingInput {
  if (typeof input !== 'string') {
    return readValue(input, nowhere);
  }
  const { value, locate, findings } = readText(input);
  return findings.length > 0
    ? {
        value: { streams: [] },
        onlyConsumers: new Set(),
        findings,
        place: finding => finding,
      }
    : readValue(value, locate);
}
