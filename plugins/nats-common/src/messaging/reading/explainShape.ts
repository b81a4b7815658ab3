import { z } from 'zod';
import { Finding } from '../../findings/Finding';
import { joinPath } from '../../findings/formatPath';
import { formatCount } from '../../words';
import { error } from '../rules/MessagingRule';

const TYPES: Record<string, string> = {
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  object: 'an object',
  record: 'an object',
  string: 'a text',
};

function typeOf(value: unknown): string {
  if (value === null) {
    return 'null';
  }
  return TYPES[Array.isArray(value) ? 'array' : typeof value] ?? typeof value;
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null
        ? (value as Record<PropertyKey, unknown>)[key]
        : undefined,
    input,
  );
}

/** Says that a value has the wrong type. */
export function explainType(expected: string, value: unknown): string {
  return value === undefined
    ? 'is missing'
    : `must be ${TYPES[expected] ?? expected}, not ${typeOf(value)}`;
}

function explainIssue(issue: z.core.$ZodIssue, value: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected === 'int' && typeof value === 'number'
        ? 'must be a whole number'
        : explainType(issue.expected, value);
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return typeof value === 'string'
        ? 'is empty'
        : `must be ${formatCount(Number(issue.minimum))} or more`;
    case 'too_big':
      return `must be ${formatCount(Number(issue.maximum))} or less`;
    case 'invalid_format':
      return 'must be a time such as 2026-01-31T12:00:00Z';
    default:
      return issue.message;
  }
}

/** Says that a field would be lost. */
export function unknownField(path: string): Finding {
  return error(
    'js-unknown-field',
    path,
    'is not a field of the messaging spec and would be lost',
  );
}

/** Says what is wrong with the shape of an asset, one finding for each mistake. */
export function explainShape(
  issues: readonly z.core.$ZodIssue[],
  input: unknown,
  path: string,
): Finding[] {
  return issues.flatMap(issue => {
    const keys = issue.path as (string | number)[];
    return issue.code === 'unrecognized_keys'
      ? issue.keys.map(key => unknownField(joinPath(path, [...keys, key])))
      : [
          error(
            'js-shape',
            joinPath(path, keys),
            explainIssue(issue, valueAt(input, keys)),
          ),
        ];
  });
}
