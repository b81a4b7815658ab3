import { RecreateCost, UnlistedItem } from '@nats-portal/plugin-nats-common';

/**
 * One field that differs between the broker and what is wanted.
 *
 * @public
 */
export interface AssetChange {
  /** The field as the messaging spec names it, e.g. `maxAge`. */
  field: string;
  /** What the broker holds; absent where it holds the server's default. Durations are Go durations. */
  from: unknown;
  /** What is wanted. Durations are Go durations. */
  to: unknown;
}

/**
 * Something that the server would refuse, or accept and get wrong.
 *
 * @public
 */
export interface Refusal {
  /** What is wrong. */
  reason: string;
  /** The server's code (`err_code`); absent where the server says nothing, or nothing that helps. */
  code?: number;
  /** What to do instead. */
  instead: string;
  /** Whether only a new asset of the same name can be what is wanted. */
  recreatable: boolean;
}

/**
 * What happens to a stream or consumer. `recreate` deletes it and makes it anew, which
 * is planned for those only that are named for it. `refused` is what the server would
 * refuse, or accept and get wrong; nothing is written while anything is refused.
 *
 * @public
 */
export type PlannedAction =
  | 'create'
  | 'update'
  | 'recreate'
  | 'unchanged'
  | 'refused';

/**
 * One stream or consumer of a plan.
 *
 * @public
 */
export interface PlannedAsset {
  kind: 'stream' | 'consumer';
  stream: string;
  /** Absent for a stream. */
  consumer?: string;
  action: PlannedAction;
  /** For `update`, `recreate` and `refused`: the fields that differ, in the order of their names. */
  changes: AssetChange[];
  /** Why it is refused, with the server's error codes, and what to do instead; or why it is made anew, and what that costs. */
  reason?: string;
  /** For `recreate`, and for `refused` where only a new asset can be what is wanted. */
  cost?: RecreateCost;
  /** The same, one by one. */
  refusals?: Refusal[];
}

/**
 * What applying a messaging spec would do, in the order of the spec: each stream
 * and then its consumers.
 *
 * @public
 */
export interface MessagingPlan {
  broker: string;
  account: string;
  assets: PlannedAsset[];
  /** What the spec does not name and the account has, by name; absent where it was not asked for. */
  unlisted?: UnlistedItem[];
}

/**
 * How far an apply is; counts of streams and consumers.
 *
 * @public
 */
export interface ApplyProgress {
  /** Those that were right already included. */
  done: number;
  total: number;
}

/**
 * What applying a messaging spec did.
 *
 * @public
 */
export interface AppliedMessaging {
  /** The plan as it was carried out: where someone else was faster, what was done instead. */
  plan: MessagingPlan;
  created: number;
  updated: number;
  recreated: number;
  unchanged: number;
}
