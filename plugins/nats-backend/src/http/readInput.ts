import { InputError } from '@backstage/errors';
import { formatPath } from '@nats-portal/plugin-nats-common';
import { z } from 'zod';

/**
 * Reads the body or the query of a request.
 *
 * @throws InputError naming everything that is wrong, each with its place
 */
export function readInput<T>(schema: z.ZodType<T>, input: unknown): T {
  const result = schema.safeParse(input);
  if (!result.success) {
    throw new InputError(
      result.error.issues
        .map(({ path, message }) =>
          path.length > 0
            ? `${formatPath(path as (string | number)[])}: ${message}`
            : message,
        )
        .join('; '),
    );
  }
  return result.data;
}
