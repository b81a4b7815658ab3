import { Finding } from '../findings/Finding';
import { MessagingSpec } from '../messaging/spec/MessagingSpec';

/**
 * A text that somebody has already: `POST /messaging/read`.
 *
 * @public
 */
export interface ReadMessagingRequest {
  /** YAML or JSON: a messaging spec, manifests, or what `nats stream info --json` prints. */
  text: string;
}

/**
 * What a text says: the reply of `POST /messaging/read`.
 *
 * @public
 */
export interface MessagingReading {
  /** Absent while a finding is an error. */
  spec?: MessagingSpec;
  /** Errors and warnings, each with its place in the text. */
  findings: Finding[];
}
