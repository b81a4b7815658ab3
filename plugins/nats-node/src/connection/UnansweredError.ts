import { ServiceUnavailableError } from '@backstage/errors';

/** A question that was sent and got no answer; what it asks for may have been done nevertheless. */
export class UnansweredError extends ServiceUnavailableError {}
