import { toError } from '@backstage/errors';

/** Why a request failed, as far as it matters to what is shown. */
export interface Problem {
  kind: 'forbidden' | 'broken';
  /** What the backend said, without the wrapping of the client. */
  message: string;
}

/** Reads the error of a request. */
export function toProblem(thrown: unknown): Problem {
  const error = toError(thrown);
  const cause = error.cause === undefined ? error : toError(error.cause);
  const forbidden = [error.name, cause.name].includes('NotAllowedError');
  return { kind: forbidden ? 'forbidden' : 'broken', message: cause.message };
}
