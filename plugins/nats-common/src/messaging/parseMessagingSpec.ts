import { z } from 'zod';
import { Finding } from '../findings/Finding';
import { formatPath } from '../findings/formatPath';
import {
  ConsumerSpec,
  consumerSchema,
  StreamSpec,
  streamSchema,
} from './MessagingSpec';
import { PlacedMessagingSpec } from './PlacedMessagingSpec';
import { error } from './rules/MessagingRule';

type Path = (string | number)[];

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shapeFindings(issues: readonly z.core.$ZodIssue[], path: Path) {
  return issues.flatMap(issue => {
    const at = [...path, ...(issue.path as Path)];
    return issue.code === 'unrecognized_keys'
      ? issue.keys.map(key =>
          error(
            'js-unknown-field',
            formatPath([...at, key]),
            'is not a field of the messaging spec and would be lost',
          ),
        )
      : [error('js-shape', formatPath(at), issue.message)];
  });
}

/** The input without the fields that the issues are about. */
function withoutFaulty(
  input: Record<string, unknown>,
  issues: readonly z.core.$ZodIssue[],
): Record<string, unknown> {
  const faulty = new Set(
    issues.flatMap(issue =>
      issue.code === 'unrecognized_keys' && issue.path.length === 0
        ? issue.keys
        : [String(issue.path[0])],
    ),
  );
  return Object.fromEntries(
    Object.entries(input).filter(([key]) => !faulty.has(key)),
  );
}

/**
 * Reads one asset: what is wrong goes to the findings, and what is right comes
 * back, or `undefined` when too little is right to ask the rules about it.
 */
function readAsset<T>(
  schema: z.ZodType<T>,
  input: unknown,
  path: Path,
  findings: Finding[],
): T | undefined {
  const result = schema.safeParse(input);
  if (result.success) {
    return result.data;
  }
  findings.push(...shapeFindings(result.error.issues, path));
  return isObject(input)
    ? schema.safeParse(withoutFaulty(input, result.error.issues)).data
    : undefined;
}

function readList(
  value: unknown,
  path: Path,
  findings: Finding[],
): readonly unknown[] {
  if (Array.isArray(value)) {
    return value;
  }
  if (value !== undefined) {
    findings.push(error('js-shape', formatPath(path), 'must be a list'));
  }
  return [];
}

/**
 * Reads the shape of a messaging spec from what a form, a template or a file
 * holds. Nothing is thrown: what is wrong comes back as findings, and the rest
 * with the places it came from.
 */
export function parseMessagingSpec(input: unknown): {
  spec: PlacedMessagingSpec;
  findings: Finding[];
} {
  const findings: Finding[] = [];
  const spec: PlacedMessagingSpec = { streams: [] };
  if (!isObject(input)) {
    return {
      spec,
      findings: [error('js-shape', '', 'a messaging spec is an object')],
    };
  }
  for (const key of Object.keys(input).filter(name => name !== 'streams')) {
    findings.push(
      error(
        'js-unknown-field',
        key,
        'is not a field of the messaging spec and would be lost',
      ),
    );
  }
  if (input.streams === undefined) {
    findings.push(error('js-shape', 'streams', 'is missing'));
  }
  readList(input.streams, ['streams'], findings).forEach((item, i) => {
    const path: Path = ['streams', i];
    const { consumers: list, ...own } = isObject(item)
      ? item
      : { consumers: undefined };
    const stream = readAsset<StreamSpec>(
      streamSchema,
      isObject(item) ? own : item,
      path,
      findings,
    );
    const consumers = readList(list, [...path, 'consumers'], findings)
      .map((consumer, j) => {
        const at: Path = [...path, 'consumers', j];
        return {
          path: formatPath(at),
          consumer: readAsset<ConsumerSpec>(
            consumerSchema,
            consumer,
            at,
            findings,
          ),
        };
      })
      .flatMap(({ consumer, ...place }) =>
        consumer ? [{ ...place, consumer }] : [],
      );
    if (stream) {
      if (list !== undefined) {
        stream.consumers = consumers.map(({ consumer }) => consumer);
      }
      spec.streams.push({
        stream,
        path: formatPath(path),
        consumers: consumers.map(placed => ({ ...placed, stream })),
      });
    }
  });
  return { spec, findings };
}
