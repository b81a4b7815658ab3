import { Finding } from '../../findings/Finding';
import { PlacedMessagingSpec } from '../PlacedMessagingSpec';

/**
 * What is known of the broker that a spec is meant for.
 *
 * @public
 */
export interface MessagingContext {
  /** Servers that can hold a replica; left out where nobody knows. */
  servers?: number;
}

/** One rule about a messaging spec: yields what is wrong, and nothing where all is well. */
export type MessagingRule = (
  spec: PlacedMessagingSpec,
  context: MessagingContext,
) => Iterable<Finding>;

/** A finding that the server, or the cluster, would refuse or get wrong. */
export function error(id: string, path: string, message: string): Finding {
  return { id, severity: 'error', path, message };
}

/** A finding about something legal that is usually not meant. */
export function warning(id: string, path: string, message: string): Finding {
  return { id, severity: 'warning', path, message };
}
