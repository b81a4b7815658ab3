import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';

/** Error codes of the JetStream API that are told apart (nats-server, server/errors.json). */
export const ErrorCodes = {
  consumerNotFound: 10014,
  streamNotFound: 10059,
  streamExists: 10058,
  streamCreateFailed: 10049,
  clusterNotAvailable: 10008,
  consumerExists: 10148,
} as const;

/** The cluster has no leader, is incomplete, or the API is overloaded: it passes. */
const TEMPORARY = [10004, 10008, 10009, 10023, 10167];
/** Clash with what is there: immutable fields, subjects of others, limits of the account. */
const CONFLICTS = [
  10002, 10005, 10012, 10013, 10026, 10027, 10028, 10047, 10055, 10058, 10065,
  10069, 10074, 10099, 10100, 10113, 10122, 10126, 10134, 10148,
];

/** An error that the JetStream API answered. */
export class JetStreamApiError extends Error {
  name = 'JetStreamApiError';
  /** Like an HTTP status. */
  readonly code: number;
  /** Of the catalogue of the server; 0 where an old server gave none. */
  readonly errCode: number;
  readonly description: string;

  constructor(answer: {
    code?: number;
    err_code?: number;
    description?: string;
  }) {
    const { code = 500, err_code: errCode = 0, description = '' } = answer;
    super(`${description} (${errCode || code})`);
    this.code = code;
    this.errCode = errCode;
    this.description = description;
  }

  /** Whether asking again may help. */
  isTemporary(): boolean {
    return TEMPORARY.includes(this.errCode) || this.code === 429;
  }

  /** Whether the server that was asked knows of nobody who leads JetStream. */
  isLeaderless(): boolean {
    return this.errCode === ErrorCodes.clusterNotAvailable;
  }

  /** Whether the stream or consumer does not exist. */
  isMissing(): boolean {
    return (
      this.errCode === ErrorCodes.streamNotFound ||
      this.errCode === ErrorCodes.consumerNotFound
    );
  }

  /**
   * Whether a stream could not be stored. A server that deletes the last stream of an
   * account removes its folder a moment later, also from under a stream that is made just
   * then (run: three of 2,900 on 2.15.1, four of 4,200 on 2.10.27); a disk that fails says the same.
   */
  isStoreFailure(): boolean {
    return this.errCode === ErrorCodes.streamCreateFailed;
  }

  /** As an error for people, with what was tried in front: `Stream JOBS: …`. */
  toTypedError(what: string): Error {
    const message = `${what}: ${this.message}`;
    if (this.isTemporary() || this.code >= 500) {
      return CONFLICTS.includes(this.errCode)
        ? new ConflictError(message)
        : new ServiceUnavailableError(message);
    }
    if (this.isMissing()) {
      return new NotFoundError(message);
    }
    if (this.code === 401 || this.code === 403) {
      return new NotAllowedError(message);
    }
    return CONFLICTS.includes(this.errCode)
      ? new ConflictError(message)
      : new InputError(message);
  }
}
