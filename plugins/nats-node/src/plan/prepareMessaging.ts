import { UnlistedItem } from '@nats-portal/plugin-nats-common';
import { ConsumerLists } from '../jetstream/ConsumerLists';
import { JetStreamApi, ServerFacts } from '../jetstream/JetStreamApi';
import {
  CurrentAsset,
  readMissingStreams,
  readStreams,
} from '../jetstream/readAssets';
import { checkConsumerOwners } from './checkConsumerOwners';
import { checkSpec } from './checkSpec';
import { Consent } from './Consent';
import { unlistedConsumers, unlistedStreams } from './findUnlisted';
import { Ownership } from './ownership';
import {
  dependsOnConsumers,
  planStreamAndConsumers,
  StreamStep,
  Surroundings,
  surroundingsOf,
} from './planAssets';
import { refuseBeyondAccount } from './refusals/accountLimits';
import {
  refuseWithoutRoom,
  reservesMore,
  ServerStore,
} from './refusals/serverStores';
import { wantedAssets, WantedStream } from './wantedAssets';

/** Copies of a new stream where the spec names none: one may be lost without harm. */
const SAFE_REPLICAS = 3;

/** Where a spec is to be applied. */
export interface PlanTarget {
  api: JetStreamApi;
  /** Servers that the configuration says there are, a count. */
  expectedServers?: number;
  /** Servers that can hold a replica; undefined where nobody knows. */
  countServers(facts: ServerFacts): Promise<number | undefined>;
  /** What the servers say of themselves; undefined where nobody may ask them. */
  readServers(): Promise<readonly ServerStore[] | undefined>;
}

/** How a spec is laid over what is there. */
export interface PrepareOptions {
  ownership: Ownership;
  consent: Consent;
  /** Whether what the spec does not name is listed. */
  report: boolean;
  signal?: AbortSignal;
}

/** A spec beside what a broker holds. */
export interface Preparation {
  steps: StreamStep[];
  /** What the spec does not name; empty where that was not asked for. */
  unlisted: UnlistedItem[];
}

/** Begins something whose failure is looked at later, or never. */
function begin<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}

/**
 * Compares a spec with what a broker holds, changing nothing.
 *
 * @throws InputError listing everything that is wrong with the input, also where the broker is away
 * @throws JetStreamApiError for what the server refuses
 */
export async function prepareMessaging(
  input: unknown,
  target: PlanTarget,
  options: PrepareOptions,
): Promise<Preparation> {
  const { api } = target;
  const lists = new ConsumerLists(api, options.signal);
  try {
    return await prepare(input, { ...target, lists }, options);
  } finally {
    lists.close();
  }
}

async function prepare(
  input: unknown,
  target: PlanTarget & { lists: ConsumerLists },
  options: PrepareOptions,
): Promise<Preparation> {
  const { api, lists, expectedServers } = target;
  const { ownership, consent, report, signal } = options;
  // The broker gathers its lists while the spec is checked.
  const asked = begin(api.serverFacts(signal));
  const listed = begin(readStreams(api, signal, stream => lists.found(stream)));
  const facts = await asked.catch(async error => {
    await checkSpec(input, { servers: expectedServers }, { signal });
    throw error;
  });
  lists.open(facts);
  const servers = await target.countServers(facts);
  const spec = await checkSpec(
    input,
    { servers, serverVersion: facts.version },
    { listed, onStream: stream => lists.want(stream), signal },
  );
  const wanted = wantedAssets(spec, {
    replicas: (servers ?? SAFE_REPLICAS) >= SAFE_REPLICAS ? SAFE_REPLICAS : 1,
  });
  checkConsumerOwners(ownership.consumers ?? new Map(), wanted);
  const current = await listed;
  await readMissingStreams(api, current, wanted, signal);
  const surroundings = surroundingsOf(wanted, current.streams, {
    facts,
    ownership,
    consent,
  });
  const { steps, unlisted } = await planAsRead(lists, wanted, current.streams, {
    surroundings,
    report,
    signal,
  });
  return {
    steps: await refuseBeyondLimits(steps, current.streams, {
      target,
      facts,
    }),
    unlisted: report
      ? [...unlistedStreams(current, wanted), ...unlisted]
      : unlisted,
  };
}

/** Streams are judged one by one until here; room is shared by all of them. */
async function refuseBeyondLimits(
  planned: readonly StreamStep[],
  current: ReadonlyMap<string, CurrentAsset>,
  options: { target: PlanTarget; facts: ServerFacts },
): Promise<StreamStep[]> {
  const { target, facts } = options;
  const steps = refuseBeyondAccount(planned, current, facts);
  const servers = reservesMore(steps, current)
    ? await target.readServers()
    : undefined;
  return servers
    ? refuseWithoutRoom(steps, current, { servers, facts })
    : steps;
}

/** Plans each stream as soon as its consumers were read, while those of others are. */
async function planAsRead(
  lists: ConsumerLists,
  wanted: readonly WantedStream[],
  streams: ReadonlyMap<string, CurrentAsset>,
  options: {
    surroundings: Surroundings;
    report: boolean;
    signal?: AbortSignal;
  },
): Promise<Preparation> {
  const { surroundings, report, signal } = options;
  const canBeRead = (one: WantedStream) => {
    const stream = streams.get(one.name);
    return (
      stream !== undefined &&
      !stream.offline &&
      (report || dependsOnConsumers(one, surroundings.consent))
    );
  };
  for (const one of wanted.filter(canBeRead)) {
    lists.found(one.name);
    lists.want(one.name);
  }
  const steps: StreamStep[] = [];
  const unlisted: UnlistedItem[][] = [];
  for (const one of wanted) {
    const consumers = canBeRead(one)
      ? await lists.take(one, signal)
      : undefined;
    const current = { stream: streams.get(one.name), consumers };
    if (report && consumers) {
      unlisted.push(unlistedConsumers(one, consumers));
    }
    steps.push(planStreamAndConsumers(one, current, surroundings));
  }
  return { steps, unlisted: unlisted.flat() };
}
