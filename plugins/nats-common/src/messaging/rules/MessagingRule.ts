import { Finding } from '../../findings/Finding';
import { PlacedMessagingSpec } from '../reading/PlacedMessagingSpec';

/**
 * What is known of the broker that a spec is meant for. What is left out is not
 * known, and nothing is concluded from it.
 *
 * @public
 */
export interface MessagingContext {
  /** Servers that can hold a replica. */
  servers?: number;
  /** Version of the servers, e.g. `2.15.1`. */
  serverVersion?: string;
  /** Copies of a stream or bucket that names none. */
  replicas?: number;
  /** Bytes of the file store of each server. */
  fileStore?: number;
  /** Bytes of the memory store of each server, 0 for none. */
  memoryStore?: number;
  /** Streams that the account has already, by name. */
  existingStreams?: readonly string[];
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
