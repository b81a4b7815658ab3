import { setImmediate as turn } from 'node:timers/promises';
import { forEachBounded } from '../../forEachBounded';
import { JetStreamApi } from '../../jetstream/JetStreamApi';
import { ListPage } from '../../jetstream/ListPage';
import { JetStreamApiError } from '../../jetstream/JetStreamApiError';
import { LISTS_AT_ONCE, readPages } from '../../jetstream/readPages';
import { LeaderRows } from '../LeaderRows';
import {
  ConsumerDetail,
  StreamConfigDetail,
  StreamDetail,
} from '../serverReplies';

/** The one who answered a list for its leader: the server asks no other. */
const leaderOf = ({ cluster }: Pick<StreamDetail, 'cluster'>) =>
  cluster?.leader || 'nobody';

/** Streams name themselves in their configuration only. */
type ListedStream = Omit<StreamDetail, 'config'> & {
  config: StreamConfigDetail & { name: string };
};

/** A page whose items were taken already, so that long lists are not kept. */
const withoutItems = <T>(page: ListPage<T>): ListPage<never> => ({
  ...page,
  limit: page.limit || page.items.length,
  items: [],
});

const LATE = 'its leader did not answer the list in time';

/** What reading an account took, and what it could not read. */
export interface AccountReading {
  /** Requests to the JetStream API, a count. */
  calls: number;
  /** A sentence each. */
  problems: string[];
}

async function readConsumersOf(
  stream: string,
  options: AccountOptions & { reading: AccountReading },
): Promise<void> {
  const { account, api, at, rows, reading, settings, signal } = options;
  const list = await readPages(async offset => {
    reading.calls++;
    const page = await api.listConsumers<ConsumerDetail>(
      stream,
      offset,
      signal,
    );
    for (const { config, ...detail } of page.items) {
      rows.addConsumer(
        { account, stream, server: leaderOf(detail), at },
        settings ? { ...detail, config } : detail,
      );
    }
    // Else one answer would bring about the next, and nobody else have a turn.
    await turn();
    return withoutItems(page);
  });
  for (const name of list.missing) {
    rows.addUnreadable({ account, stream, name, problem: LATE });
  }
  for (const [name, why] of Object.entries(list.offline)) {
    rows.addUnreadable({ account, stream, name, problem: why });
  }
  if (list.missing.size > 0) {
    reading.problems.push(
      `${list.missing.size} consumers of stream ${account}/${stream} did not answer in time`,
    );
  }
}

/** One account, and where its rows go. */
export interface AccountOptions {
  account: string;
  api: JetStreamApi;
  /** The reader's clock, for rows without a time: milliseconds since 1970. */
  at: number;
  rows: LeaderRows;
  /** Whether configurations are kept; the lists have them in any case. */
  settings: boolean;
  signal?: AbortSignal;
}

/**
 * Reads all streams and consumers of an account by lists: never one call per consumer,
 * and none for the consumers of a stream that has none.
 *
 * @throws what JetStreamApi throws when nobody answers or the user may not ask
 */
export async function readAccount(
  options: AccountOptions,
): Promise<AccountReading> {
  const { account, api, at, rows, settings, signal } = options;
  const reading: AccountReading = { calls: 0, problems: [] };
  const names: string[] = [];
  const list = await readPages(async offset => {
    reading.calls++;
    const page = await api.listStreams<ListedStream>(offset, signal);
    for (const { config, ...detail } of page.items) {
      const { name } = config;
      rows.addStream(
        { account, server: leaderOf(detail), at },
        { ...detail, name, ...(settings ? { config } : {}) },
      );
      if (detail.state?.consumer_count !== 0) {
        names.push(name);
      }
    }
    await turn();
    return withoutItems(page);
  });
  names.push(...list.missing);
  for (const name of list.missing) {
    reading.problems.push(`Stream ${account}/${name}: ${LATE}`);
  }
  for (const [name, why] of Object.entries(list.offline)) {
    reading.problems.push(`Stream ${account}/${name}: ${why}`);
  }
  await forEachBounded(names, LISTS_AT_ONCE, async stream => {
    try {
      await readConsumersOf(stream, { ...options, reading });
    } catch (error) {
      if (!(error instanceof JetStreamApiError)) {
        throw error;
      }
      // A stream that was deleted since then has no consumers either.
      if (!error.isMissing()) {
        reading.problems.push(
          `The consumers of stream ${account}/${stream}: ${error.message}`,
        );
      }
    }
  });
  return reading;
}
