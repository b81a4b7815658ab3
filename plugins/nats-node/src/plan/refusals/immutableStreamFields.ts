import { Refusal } from '../../MessagingPlan';
import { CurrentAsset } from '../../jetstream/readAssets';
import { ServerFacts } from '../../jetstream/JetStreamApi';
import { ConfigDifference } from '../diffConfigs';
import { isAtLeast } from '../serverVersion';
import { immutable, plural } from './Refusal';

/** Whether the server refuses a change of a field (facts/jetstream.md §2). */
const IMMUTABLE: Record<
  string,
  (difference: ConfigDifference, facts: ServerFacts) => boolean
> = {
  storage: () => true,
  retention: ({ from, to }) => from === 'workqueue' || to === 'workqueue',
  deny_delete: ({ to }) => !to,
  deny_purge: ({ to }) => !to,
  sealed: ({ to }) => !to,
  allow_msg_ttl: ({ to }) => !to,
  allow_msg_schedules: ({ to }) => !to,
  allow_msg_counter: () => true,
  persist_mode: () => true,
  mirror: () => true,
  max_consumers: (_difference, { version }) => !isAtLeast(version, '2.12.5'),
};

/** The server's code where it is not 10052. */
const CODES: Record<string, number> = { mirror: 10055 };

/** How the server writes what a normalised configuration leaves out. */
const DEFAULT_NAMES: Record<string, string> = {
  storage: 'file',
  retention: 'limits',
  max_consumers: 'unlimited',
  persist_mode: 'default',
  mirror: 'none',
};

function say(field: string, value: unknown): string {
  if (value === undefined) {
    return DEFAULT_NAMES[field] ?? 'false';
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Fields of a stream that the server does not change, with what a new stream would cost. */
export function immutableStreamFields(change: {
  current: CurrentAsset;
  differences: readonly ConfigDifference[];
  facts: ServerFacts;
}): Refusal[] {
  const { current, differences, facts } = change;
  return differences
    .filter(difference => IMMUTABLE[difference.field]?.(difference, facts))
    .map(({ field, from, to }) =>
      immutable(
        `${field} cannot be changed from ${say(field, from)} to ${say(
          field,
          to,
        )}`,
        `create a stream of another name that sources this one, since deleting it would lose its ${plural(
          current.messages,
          'message',
        )} and ${plural(current.consumers, 'consumer')}`,
        CODES[field] ?? 10052,
      ),
    );
}
