import { ServiceUnavailableError } from '@backstage/errors';

/**
 * A question that reached nobody, so that nothing was done. It passes where a server
 * takes in another configuration: for some milliseconds it answers nothing then.
 */
export class NoRespondersError extends ServiceUnavailableError {}
