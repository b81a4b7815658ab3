import { formatPath, InputPath } from '../../findings/formatPath';
import { formatGoDuration, parseDuration } from '../values/duration';

/** A field of the JetStream API, and how its values are written there and read from there. */
export interface ApiField {
  /** Its name, or the names that lead to it. */
  names: readonly [string, ...string[]];
  toApi: (value: unknown) => unknown;
  /** Values that no such field has come back as they are. */
  fromApi: (value: unknown, lose: Lose) => unknown;
  /** What is below it. */
  fields?: Record<string, ApiField>;
}

/** Every field of a kind of the spec, so that the compiler sees to it that none is forgotten. */
export type ApiFields<T> = Record<keyof T, ApiField>;

/** Is told of a field that the spec has no place for. */
export type Lose = (path: InputPath) => void;

type Names = [string, ...string[]];

const asIs = (value: unknown) => value;

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A field with the same values in the spec and in the API. */
export function field(...names: Names): ApiField {
  return { names, toApi: asIs, fromApi: asIs };
}

function nanoseconds(text: unknown): number {
  const value = parseDuration(String(text));
  if (value === undefined) {
    throw new TypeError(`"${text}" is no duration`);
  }
  return value;
}

function goDuration(value: unknown): unknown {
  return typeof value === 'number' && Number.isInteger(value)
    ? formatGoDuration(value)
    : value;
}

/** A Go duration in the spec, nanoseconds in the API. */
export function durationField(...names: Names): ApiField {
  return { names, toApi: nanoseconds, fromApi: goDuration };
}

/** Several durations. */
export function durationsField(...names: Names): ApiField {
  return {
    names,
    toApi: value => (value as unknown[]).map(nanoseconds),
    fromApi: value => (Array.isArray(value) ? value.map(goDuration) : value),
  };
}

/** A word such as `byStartTime`, in the API `by_start_time`. */
export function policyField(...names: Names): ApiField {
  return {
    names,
    toApi: value =>
      String(value).replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`),
    fromApi: value =>
      typeof value === 'string'
        ? value.replace(/_([a-z])/g, (_match, letter: string) =>
            letter.toUpperCase(),
          )
        : value,
  };
}

/** An object with fields of its own. */
export function objectField<T>(
  fields: ApiFields<T>,
  ...names: Names
): ApiField {
  return {
    names,
    fields,
    toApi: value => toApiFields(fields, value as object),
    fromApi: (value, lose) =>
      isObject(value) ? fromApiFields(fields, value, lose) : value,
  };
}

/** A list of objects with fields of their own. */
export function listField<T>(fields: ApiFields<T>, ...names: Names): ApiField {
  const { toApi, fromApi } = objectField(fields, ...names);
  return {
    names,
    fields,
    toApi: value => (value as unknown[]).map(toApi),
    fromApi: (value, lose) =>
      Array.isArray(value)
        ? value.map((item, i) => fromApi(item, path => lose([i, ...path])))
        : value,
  };
}

/**
 * Writes the values that are given with the names and units of the JetStream API.
 *
 * @throws TypeError for a duration that cannot be read
 */
export function toApiFields(
  fields: Record<string, ApiField>,
  values: object,
): Record<string, unknown> {
  const written: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(values)) {
    if (value === undefined || !Object.hasOwn(fields, key)) {
      continue;
    }
    const { names, toApi } = fields[key];
    const [first, second] = names;
    written[first] =
      second === undefined
        ? toApi(value)
        : { ...(written[first] as object), [second]: toApi(value) };
  }
  return written;
}

/** True for values by which the server and its tools say nothing. */
function saysNothing(value: unknown): boolean {
  return (
    value === null ||
    value === false ||
    value === 0 ||
    value === '' ||
    (typeof value === 'object' && Object.values(value).every(saysNothing))
  );
}

interface Index {
  byNames: Map<string, { key: string; target: ApiField }>;
  /** Names below which there are fields of the spec. */
  parents: Set<string>;
}

const indices = new WeakMap<Record<string, ApiField>, Index>();

function indexOf(fields: Record<string, ApiField>): Index {
  const known = indices.get(fields);
  if (known) {
    return known;
  }
  const entries = Object.entries(fields);
  const index = {
    byNames: new Map(
      entries.map(([key, target]) => [
        formatPath(target.names),
        { key, target },
      ]),
    ),
    parents: new Set(
      entries.flatMap(([, { names }]) => (names.length > 1 ? [names[0]] : [])),
    ),
  };
  indices.set(fields, index);
  return index;
}

/** Reads an object of the JetStream API: what the spec has a place for comes back, the rest is lost aloud. */
export function fromApiFields(
  fields: Record<string, ApiField>,
  values: Record<string, unknown>,
  lose: Lose,
): Record<string, unknown> {
  const { byNames, parents } = indexOf(fields);
  const read: Record<string, unknown> = {};
  const readEntry = (names: string[], value: unknown) => {
    const known = byNames.get(formatPath(names));
    if (known && value !== null) {
      read[known.key] = known.target.fromApi(value, path =>
        lose([...names, ...path]),
      );
    } else if (!known && !saysNothing(value)) {
      lose(names);
    }
  };
  for (const [name, value] of Object.entries(values)) {
    if (parents.has(name) && isObject(value)) {
      for (const [below, inner] of Object.entries(value)) {
        readEntry([name, below], inner);
      }
    } else {
      readEntry([name], value);
    }
  }
  return read;
}

/** Where a place of the spec is in an object of the JetStream API. */
export function toApiPath(
  fields: Record<string, ApiField>,
  path: InputPath,
): InputPath {
  const [key, ...below] = path;
  if (typeof key === 'number') {
    return [key, ...toApiPath(fields, below)];
  }
  if (key === undefined || !Object.hasOwn(fields, key)) {
    return path;
  }
  const { names, fields: inner } = fields[key];
  return [...names, ...(inner ? toApiPath(inner, below) : below)];
}
