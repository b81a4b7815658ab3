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

/**
 * Reads the platform team's file.
 *
 * @param source - what the file is called in errors
 * @throws InputError with line and column of every mistake, unknown and repeated keys included
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
  const fail = (mistakes: string[]): never => {
    throw new InputError(
      `The platform's defaults cannot be used:\n${mistakes.join('\n')}`,
    );
  };
  if (document.errors.length > 0) {
    fail(
      document.errors.map(({ pos, message }) => `${at(pos[0])}: ${message}`),
    );
  }
  const result = platformDefaultsSchema.safeParse(document.toJS() ?? {}, {
    reportInput: true,
  });
  if (!result.success) {
    const mistakes = result.error.issues
      .flatMap(mistakesOf)
      .map(({ path, message, atKey = false }) => ({
        offset: offsetOf(document, path, atKey),
        line: `${formatPath(path)}: ${message}`,
      }))
      .sort((a, b) => a.offset - b.offset);
    return fail(mistakes.map(({ offset, line }) => `${at(offset)}: ${line}`));
  }
  const { platform, clusters = {} } = result.data;
  return { platform, clusters };
}
