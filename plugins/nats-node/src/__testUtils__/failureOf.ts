import { isError } from '@backstage/errors';

/** What a promise was rejected with; an error that says so where it was not. */
export async function failureOf(promise: Promise<unknown>): Promise<Error> {
  const error = await promise.then(
    () => new Error('nothing was thrown'),
    thrown => thrown,
  );
  return isError(error) ? error : new Error(String(error));
}
