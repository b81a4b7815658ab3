import { InputError } from '@backstage/errors';
import {
  checkMessaging,
  formatFindings,
  MessagingContext,
  MessagingSpec,
  UnlistedItem,
} from '@nats-portal/plugin-nats-common';
import { JetStreamApi, ServerFacts } from '../jetstream/JetStreamApi';
import {
  CurrentAsset,
  ListedStreams,
  readConsumers,
  readMissingStreams,
  readStreams,
} from '../jetstream/readAssets';
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

function check(input: unknown, context: MessagingContext): MessagingSpec {
  const { spec, findings } = checkMessaging(input, context);
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) {
    throw new InputError(
      `The messaging spec has ${
        errors.length === 1 ? '1 mistake' : `${errors.length} mistakes`
      }; nothing was changed:\n${formatFindings(errors)}`,
    );
  }
  return spec;
}

/**
 * Checks a spec beside what the account has. Few specs say nothing of a stream but
 * its consumers, and the others need not wait for the list.
 */
async function checkBesideList(
  input: unknown,
  context: MessagingContext,
  listed: Promise<ListedStreams>,
): Promise<MessagingSpec> {
  try {
    return check(input, context);
  } catch (mistakes) {
    const current = await listed.catch(() => undefined);
    if (!current) {
      throw mistakes;
    }
    const existingStreams = [...current.streams.keys(), ...current.missing];
    return check(input, { ...context, existingStreams });
  }
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
  const { api, expectedServers } = target;
  const { ownership, consent, report, signal } = options;
  // The broker gathers its list while the spec is checked.
  const asked = begin(api.serverFacts(signal));
  const listed = begin(readStreams(api, signal));
  const facts = await asked.catch(error => {
    check(input, { servers: expectedServers });
    throw error;
  });
  const servers = await target.countServers(facts);
  const context = { servers, serverVersion: facts.version };
  const spec = await checkBesideList(input, context, listed);
  const wanted = wantedAssets(spec, {
    replicas: (servers ?? SAFE_REPLICAS) >= SAFE_REPLICAS ? SAFE_REPLICAS : 1,
  });
  const current = await listed;
  await readMissingStreams(api, current, wanted, signal);
  const surroundings = surroundingsOf(wanted, current.streams, {
    facts,
    ownership,
    consent,
  });
  const { steps, unlisted } = await planAsRead(api, wanted, current.streams, {
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
  api: JetStreamApi,
  wanted: readonly WantedStream[],
  streams: ReadonlyMap<string, CurrentAsset>,
  options: {
    surroundings: Surroundings;
    report: boolean;
    signal?: AbortSignal;
  },
): Promise<Preparation> {
  const { surroundings, report, signal } = options;
  const steps = new Map<WantedStream, StreamStep>();
  const unlisted = new Map<WantedStream, UnlistedItem[]>();
  const plan = (
    one: WantedStream,
    consumers?: ReadonlyMap<string, CurrentAsset>,
  ) => {
    const current = { stream: streams.get(one.name), consumers };
    if (report && consumers) {
      unlisted.set(one, unlistedConsumers(one, consumers));
    }
    steps.set(one, planStreamAndConsumers(one, current, surroundings));
  };
  const canBeRead = (one: WantedStream) => {
    const stream = streams.get(one.name);
    return (
      stream &&
      !stream.offline &&
      (report || dependsOnConsumers(one, surroundings.consent))
    );
  };
  await readConsumers(api, wanted.filter(canBeRead), plan, signal);
  wanted.filter(one => !steps.has(one)).forEach(one => plan(one));
  return {
    steps: wanted.flatMap(one => steps.get(one) ?? []),
    unlisted: wanted.flatMap(one => unlisted.get(one) ?? []),
  };
}
