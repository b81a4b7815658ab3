import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { toError } from '@backstage/errors';
import { CONSUMER_SORTS, STREAM_SORTS } from '@nats-portal/plugin-nats-common';
import { z } from 'zod';
import { readInput } from '../http/readInput';
import { Cursor, readCursor } from './Cursor';

const LEVELS = ['ok', 'info', 'warning', 'error', 'unknown'] as const;
/** More on one page is of no use to a person, and heavy for who does not page. */
export const MOST_PER_PAGE = 200;
const PER_PAGE = 50;
/** Names are no longer than this (nats-server, JSMaxNameLen). */
const LONGEST_NAME = 255;

const name = z.string().min(1).max(LONGEST_NAME).optional();

const cursor = z
  .string()
  .transform((text, context): Cursor | undefined => {
    const read = readCursor(text);
    if (!read) {
      context.addIssue({
        code: 'custom',
        message: 'is not the nextCursor of a page',
      });
    }
    return read;
  })
  .optional();

/** Reference of the entity whose thresholds and scaling are to hold. */
const entity = z
  .string()
  .transform((text, context): string => {
    try {
      return stringifyEntityRef(
        parseEntityRef(text, { defaultKind: 'component' }),
      );
    } catch (error) {
      context.addIssue({ code: 'custom', message: toError(error).message });
      return text;
    }
  })
  .optional();

/** Query parameters of a list; `sorts` are its orders. */
function listParameters<S extends string>(sorts: readonly [S, ...S[]]) {
  return {
    account: name,
    stream: name,
    /** Several with commas. */
    level: z
      .preprocess(
        given => (typeof given === 'string' ? given.split(',') : given),
        z.array(z.enum(LEVELS)),
      )
      .optional(),
    q: z.string().max(LONGEST_NAME).optional(),
    sort: z.enum(sorts).default(sorts[0]),
    limit: z.coerce.number().int().min(1).max(MOST_PER_PAGE).default(PER_PAGE),
    cursor,
  };
}

/** What follows a page is of the same order. */
function checkCursor(
  query: { sort: string; cursor?: Cursor },
  context: z.RefinementCtx,
): void {
  if (query.cursor && query.cursor.sort !== query.sort) {
    context.addIssue({
      code: 'custom',
      path: ['cursor'],
      message: `is of a list by ${query.cursor.sort}, not by ${query.sort}`,
    });
  }
}

const consumerQuery = z
  .strictObject({ ...listParameters(CONSUMER_SORTS), entity })
  .superRefine(checkCursor);
const streamQuery = z
  .strictObject(listParameters(STREAM_SORTS))
  .superRefine(checkCursor);

/** What is asked of the list of consumers. */
export type ConsumerQuery = z.infer<typeof consumerQuery>;
/** What is asked of the list of streams. */
export type StreamQuery = z.infer<typeof streamQuery>;

/** @throws InputError naming every parameter that is wrong */
export function readConsumerQuery(query: unknown): ConsumerQuery {
  return readInput(consumerQuery, query);
}

/** @throws InputError naming every parameter that is wrong */
export function readStreamQuery(query: unknown): StreamQuery {
  return readInput(streamQuery, query);
}

const detailQuery = z.strictObject({ account: name, entity });

/** @throws InputError naming every parameter that is wrong */
export function readDetailQuery(query: unknown): z.infer<typeof detailQuery> {
  return readInput(detailQuery, query);
}

const windowQuery = z.strictObject({ account: name });

/** @throws InputError naming every parameter that is wrong */
export function readWindowQuery(query: unknown): z.infer<typeof windowQuery> {
  return readInput(windowQuery, query);
}

/** True for what holds the wanted text, in capitals or not. */
export function holds(text: string, wanted: string | undefined): boolean {
  return !wanted || text.toLowerCase().includes(wanted.toLowerCase());
}
