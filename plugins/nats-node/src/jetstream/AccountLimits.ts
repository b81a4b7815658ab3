/** Bytes, by the kind of store; -1 for no limit. */
interface Stores {
  file: number;
  memory: number;
}

/** What an account may hold; -1 for no limit. */
export interface AccountLimits {
  /** What all streams may reserve. */
  maxBytes: Stores;
  /** What one stream may reserve. */
  maxStreamBytes: Stores;
  /** Whether each stream has to say how large it becomes. */
  maxBytesRequired: boolean;
  /** Counts; consumers are those of one stream. */
  maxStreams: number;
  maxConsumers: number;
}

/** Limits of the streams of so many copies, by that count: streams of another count are not taken. */
export type AccountTiers = ReadonlyMap<number, AccountLimits>;

/** What an account may hold: limits for everything, or for each tier its own; nothing where nobody says. */
export interface AllLimits {
  limits?: AccountLimits;
  tiers?: AccountTiers;
}

/** What the API says of the account; only what is read. */
export interface AccountReply {
  limits?: Record<string, unknown>;
  tiers?: Record<string, { limits?: Record<string, unknown> }> | null;
}

/** How the server calls the tier of a number of copies. */
const TIER = /^R(\d+)$/;

function toLimits(limits: Record<string, unknown>): AccountLimits {
  const number = (key: string) => Number(limits[key] ?? -1);
  return {
    maxBytes: { file: number('max_storage'), memory: number('max_memory') },
    maxStreamBytes: {
      file: number('storage_max_stream_bytes'),
      memory: number('memory_max_stream_bytes'),
    },
    maxBytesRequired: limits.max_bytes_required === true,
    maxStreams: number('max_streams'),
    maxConsumers: number('max_consumers'),
  };
}

/** Reads the limits of an account. */
export function readLimits({ limits, tiers }: AccountReply): AllLimits {
  const named = Object.entries(tiers ?? {});
  if (named.length === 0) {
    return limits ? { limits: toLimits(limits) } : {};
  }
  // With tiers the limits beside them are all 0, and say nothing.
  return {
    tiers: new Map(
      named.flatMap(([name, tier]) => {
        const [, copies] = TIER.exec(name) ?? [];
        return copies && tier.limits
          ? [[Number(copies), toLimits(tier.limits)]]
          : [];
      }),
    ),
  };
}

/** The limits that hold for streams of so many copies; nothing where nobody says, or where such streams are not taken. */
export function limitsFor(
  { limits, tiers }: AllLimits,
  copies: number,
): AccountLimits | undefined {
  return tiers ? tiers.get(copies) : limits;
}
