import { InputError } from '@backstage/errors';
import { formatPath } from '@nats-portal/plugin-nats-common';
import { z } from 'zod';

/**
 * Reads the body of a request.
 *
 * @throws InputError naming every field of a wrong type
 */
export function readBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (!result.success) {
    throw new InputError(
      result.error.issues
        .map(
          ({ path, message }) =>
            `${formatPath(path as (string | number)[])}: ${message}`,
        )
        .join('; '),
    );
  }
  return result.data;
}
