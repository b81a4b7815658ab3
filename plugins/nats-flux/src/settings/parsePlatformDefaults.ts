import { InputError } from '@backstage/errors';
import { formatPath } from '@nats-portal/plugin-nats-common';
import {
  Document,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
} from 'yaml';
import { z } from 'zod';
import { PlatformDefaults } from './PlatformDefaults';
import { platformDefaultsSchema } from './platformDefaultsSchema';

type Path = (string | number)[];

/** Offset of the value at a path, or of the nearest key above it that is there. */
function offsetOf(document: Document, path: Path, wantKey: boolean): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const [depth, part] of path.entries()) {
    if (isMap(node)) {
      const pair = node.items.find(
        ({ key }) => isScalar(key) && String(key.value) === String(part),
      );
      if (!pair) {
        return offset;
      }
      offset = (isScalar(pair.key) && pair.key.range?.[0]) || offset;
      if (wantKey && depth === path.length - 1) {
        return offset;
      }
      node = pair.value;
    } else if (isSeq(node) && typeof part === 'number') {
      node = node.items[part];
    } else {
      return offset;
    }
  }
  // A block map begins on the line after its key, where nobody would look.
  return isNode(node) && !isMap(node) ? node.range?.[0] ?? offset : offset;
}

interface Mistake {
  path: Path;
  message: string;
  /** True where the key itself is the mistake. */
  atKey?: boolean;
}

function mistakesOf(issue: z.core.$ZodIssue): Mistake[] {
  const path = issue.path.map(part =>
    typeof part === 'number' ? part : String(part),
  );
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map(key => ({
        path: [...path, key],
        message: 'is not a setting, and would do nothing',
        atKey: true,
      }));
    case 'invalid_key':
      return issue.issues.map(({ message }) => ({
        path,
        message,
        atKey: true,
      }));
    case 'invalid_type':
      return [
        {
          path,
          message:
            issue.input === undefined
              ? `is missing; it must be a ${issue.expected}`
              : `must be a ${issue.expected}`,
        },
      ];
    case 'invalid_union':
      return [
        {
          path,
          message:
            issue.errors
              .flat()
              .filter(inner => inner.path.length > 0)
              .map(({ path: at, message }) => `${at.join('.')}: ${message}`)
              .join('; ') || issue.message,
        },
      ];
    default:
      return [{ path, message: issue.message }];
  }
}

/** The cluster that a mistake belongs to; a name that is none belongs to nobody. */
function clusterOf({ path, atKey = false }: Mistake): string | undefined {
  const [section, cluster] = path;
  return section === 'clusters' &&
    typeof cluster === 'string' &&
    !(atKey && path.length === 2)
    ? cluster
    : undefined;
}

interface LocatedMistake {
  cluster: string | undefined;
  line: string;
}

/**
 * Checks the content against the schema.
 *
 * @returns the mistakes in the order of the file
 */
function locate(
  document: Document,
  issues: readonly z.core.$ZodIssue[],
  at: (offset: number) => string,
): LocatedMistake[] {
  return issues
    .flatMap(mistakesOf)
    .map(mistake => ({
      cluster: clusterOf(mistake),
      offset: offsetOf(document, mistake.path, mistake.atKey ?? false),
      text: `${formatPath(mistake.path)}: ${mistake.message}`,
    }))
    .sort((a, b) => a.offset - b.offset)
    .map(({ cluster, offset, text }) => ({
      cluster,
      line: `${at(offset)}: ${text}`,
    }));
}

function withoutClusters(content: unknown, names: ReadonlySet<string>) {
  const { clusters, ...rest } = content as { clusters: object };
  return {
    ...rest,
    clusters: Object.fromEntries(
      Object.entries(clusters).filter(([name]) => !names.has(name)),
    ),
  };
}

/**
 * Reads the platform team's file. A mistake in what concerns one cluster stops
 * that cluster only, see `PlatformDefaults.mistakes`.
 *
 * @param source - what the file is called in errors
 * @throws InputError with line and column of every mistake, unknown and repeated keys included, where one concerns all
 * @public
 */
export function parsePlatformDefaults(
  text: string,
  source: string,
): PlatformDefaults {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const at = (offset: number) => {
    const { line, col } = lineCounter.linePos(offset);
    return `${source}:${line}:${col}`;
  };
  const fail = (lines: string[]): never => {
    throw new InputError(
      `The platform's defaults cannot be used:\n${lines.join('\n')}`,
    );
  };
  if (document.errors.length > 0) {
    fail(
      document.errors.map(({ pos, message }) => `${at(pos[0])}: ${message}`),
    );
  }
  const content: unknown = document.toJS() ?? {};
  const check = (value: unknown) =>
    platformDefaultsSchema.safeParse(value, { reportInput: true });
  const whole = check(content);
  if (whole.success) {
    const { platform, clusters = {} } = whole.data;
    return { platform, clusters };
  }
  const found = locate(document, whole.error.issues, at);
  const mistakes = new Map<string, string[]>();
  for (const { cluster, line } of found) {
    if (cluster === undefined) {
      return fail(found.map(mistake => mistake.line));
    }
    mistakes.set(cluster, [...(mistakes.get(cluster) ?? []), line]);
  }
  const rest = check(withoutClusters(content, new Set(mistakes.keys())));
  return rest.success
    ? {
        platform: rest.data.platform,
        clusters: rest.data.clusters ?? {},
        mistakes: Object.fromEntries(mistakes),
      }
    : fail(found.map(({ line }) => line));
}
