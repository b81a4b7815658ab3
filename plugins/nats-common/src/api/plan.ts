import { Finding } from '../findings/Finding';

/**
 * What somebody is about to apply: `POST /plan`.
 *
 * @public
 */
export interface PlanRequest {
  /** Name of a configured broker, or the reference of an entity whose annotation `nats.io/broker` says it. */
  broker: string;
  /** The broker's first where blank. */
  account?: string;
  /** A messaging spec, or a text that holds one. */
  messaging: unknown;
  /** Reference of the entity that owns what is made. */
  owner?: string;
  /** Owners of single consumers, named `STREAM/consumer`, in place of `owner`. */
  consumerOwners?: { consumer: string; owner: string }[];
  /** Whether what others own may be changed. */
  takeOver?: boolean;
  /** Who would make the changes; the portal where blank. */
  provisioning?: 'portal' | 'flux';
  /** Names of what may be deleted and made anew. */
  recreate?: string[];
  /** Names of that of which something may be lost. */
  confirmLoss?: string[];
}

/**
 * One field that would change.
 *
 * @public
 */
export interface PlannedChange {
  /** As the messaging spec names it, e.g. `maxAge`. */
  field: string;
  /** What the broker holds, absent for the server's default. Durations are Go durations. */
  from?: unknown;
  /** What is wanted. */
  to?: unknown;
}

/**
 * What is lost where a stream or consumer is deleted and made anew.
 *
 * @public
 */
export interface RecreateCost {
  /** Messages that are lost, a count. */
  messages: number;
  /** What these take, bytes; 0 where the asset is a consumer. */
  bytes: number;
  /** Consumers that lose their position, a count. */
  consumers: number;
  /** Durable consumers of a stream that are gone for good, since the spec does not name them. */
  lost: string[];
}

/**
 * What would happen to one stream, consumer or bucket.
 *
 * @public
 */
export interface PlannedItem {
  /** E.g. `stream` or `consumer`. */
  kind: string;
  /** E.g. `JOBS` or `JOBS/echo-workers`. */
  name: string;
  action: 'create' | 'update' | 'recreate' | 'unchanged' | 'refused';
  changes: PlannedChange[];
  /** Why it is refused, and what to do instead; or why it is made anew, and what that costs. */
  reason?: string;
  /** Where it is made anew, or where only a new one can be what is wanted: what is lost with the old one. */
  cost?: RecreateCost;
}

/**
 * Something that the account has and the spec does not name; it stays as it is.
 *
 * @public
 */
export interface UnlistedItem {
  kind: 'stream' | 'consumer' | 'keyValue' | 'objectStore';
  /** As a spec would name it: `JOBS`, `JOBS/echo-workers`, the name of a bucket. */
  name: string;
  /** Reference of the entity that owns it, where it says so. */
  owner?: string;
}

/**
 * What applying would do: the reply of `POST /plan`. Nothing was changed.
 *
 * @public
 */
export interface PlanPreview {
  broker: string;
  /** Absent while a finding is an error. */
  account?: string;
  /** Errors and warnings, each with the place in what was sent. */
  findings: Finding[];
  /** In the order of the spec; empty while a finding is an error. */
  items: PlannedItem[];
  /** Streams and buckets that the spec does not name, and durable consumers of the streams that it names. */
  unlisted: UnlistedItem[];
}
