import { forEachBounded } from '../../forEachBounded';
import { JetStreamApi } from '../../jetstream/JetStreamApi';
import { JetStreamApiError } from '../../jetstream/JetStreamApiError';
import { LISTS_AT_ONCE, readPages } from '../../jetstream/readPages';
import { LeaderRows } from '../LeaderRows';
import { ConsumerDetail, StreamDetail } from '../serverReplies';

/** The one who answered a list for its leader: the server asks no other. */
const leaderOf = ({ cluster }: StreamDetail | ConsumerDetail) =>
  cluster?.leader || 'nobody';

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
  {
    account,
    api,
    at,
    rows,
    reading,
    signal,
  }: AccountOptions & {
    reading: AccountReading;
  },
): Promise<void> {
  const list = await readPages(offset => {
    reading.calls++;
    return api.listConsumers<ConsumerDetail>(stream, offset, signal);
  });
  for (const detail of list.items) {
    rows.addConsumer({ account, stream, server: leaderOf(detail), at }, detail);
  }
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
  const { account, api, at, rows, signal } = options;
  const reading: AccountReading = { calls: 0, problems: [] };
  const list = await readPages(offset => {
    reading.calls++;
    return api.listStreams<StreamDetail & { config: { name: string } }>(
      offset,
      signal,
    );
  });
  const names = [...list.missing];
  for (const detail of list.items) {
    const { name } = detail.config;
    rows.addStream(
      { account, server: leaderOf(detail), at },
      { ...detail, name },
      [],
    );
    if (detail.state?.consumer_count !== 0) {
      names.push(name);
    }
  }
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
