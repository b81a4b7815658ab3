import {
  ConflictError,
  ForwardedError,
  isError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { JetStreamConfig } from '@nats-portal/plugin-nats-common';
import { forEachBounded } from '../forEachBounded';
import { JetStreamApi } from '../jetstream/JetStreamApi';
import { JetStreamApiError } from '../jetstream/JetStreamApiError';
import {
  normaliseConsumerConfig,
  normaliseStreamConfig,
} from '../jetstream/normaliseConfig';
import { CurrentAsset } from '../jetstream/readAssets';
import { PlannedAsset } from '../MessagingPlan';
import { diffConfigs, toChange } from './diffConfigs';
import { formatAsset, formatRefusals } from './formatPlan';
import { overlayConsumer, overlayStream } from './overlayConfig';
import { AssetStep, planConsumer, planStream } from './planAsset';
import { ConsumerStep, StreamStep } from './planAssets';

/** Writes in flight; on a slow disk more made it slower (facts/jetstream.md §9). */
const WRITES_AT_ONCE = 16;
/** Others may change the same asset between reading and writing, but not for ever. */
const ATTEMPTS = 4;

/** One asset and the ways to read, write and judge it. */
interface Writer {
  step: AssetStep;
  version: string;
  find(): Promise<CurrentAsset | undefined>;
  create(config: JetStreamConfig): Promise<JetStreamConfig | 'exists'>;
  update(config: JetStreamConfig): Promise<JetStreamConfig>;
  plan(current: CurrentAsset | undefined): AssetStep;
  normalise(config: JetStreamConfig): JetStreamConfig;
  overlay(current: JetStreamConfig, named: JetStreamConfig): JetStreamConfig;
  /** What the spec says; of a new asset, with all defaults written out. */
  asked(action: PlannedAsset['action']): JetStreamConfig;
}

/** What happens around the writes. */
export interface ApplyContext {
  api: JetStreamApi;
  signal?: AbortSignal;
  onProgress?: (asset: PlannedAsset) => void;
}

function streamWriter(step: StreamStep, { api, signal }: ApplyContext): Writer {
  const { wanted, surroundings } = step;
  return {
    step,
    version: surroundings.facts.version,
    find: async () => {
      const info = await api.findStream(wanted.name, signal);
      return (
        info && {
          config: info.config,
          messages: info.state?.messages,
          consumers: info.state?.consumer_count,
        }
      );
    },
    create: config => api.createStream(config, signal),
    update: config => api.updateStream(config, signal),
    plan: current => planStream(wanted, current, surroundings),
    normalise: normaliseStreamConfig,
    overlay: overlayStream,
    asked: action => (action === 'create' ? wanted.complete() : wanted.named),
  };
}

function consumerWriter(
  step: ConsumerStep,
  { api, signal }: ApplyContext,
): Writer {
  const { stream, wanted, surroundings } = step;
  return {
    step,
    version: surroundings.facts.version,
    find: async () => {
      const info = await api.findConsumer(stream, wanted.name, signal);
      return info && { config: info.config };
    },
    create: config => api.createConsumer(stream, config, signal),
    update: config => api.updateConsumer(stream, config, signal),
    plan: current => planConsumer(wanted, current, surroundings),
    normalise: normaliseConsumerConfig,
    overlay: overlayConsumer,
    asked: action => (action === 'create' ? wanted.complete() : wanted.named),
  };
}

/**
 * Old servers drop fields that they do not know without a word, and the answer
 * to a write carries what was stored, so it is compared each time.
 */
function checkStored(
  writer: Writer,
  planned: PlannedAsset,
  stored: JetStreamConfig,
): void {
  const { kind, action } = planned;
  const lost = diffConfigs(
    writer.normalise(stored),
    writer.normalise(writer.overlay(stored, writer.asked(action))),
  ).map(difference => toChange(kind, difference));
  if (lost.length > 0) {
    const fields = lost
      .map(
        ({ field, from, to }) =>
          `${field} is ${JSON.stringify(from)} and not ${JSON.stringify(to)}`,
      )
      .join(', ');
    throw new ConflictError(
      `${formatAsset(planned)}: nats-server ${
        writer.version
      } took the request and stored something else: ${fields}. It does not support this; leave it out of the spec or upgrade the server`,
    );
  }
}

async function write(writer: Writer, step: AssetStep): Promise<boolean> {
  const stored =
    step.planned.action === 'create'
      ? await writer.create(step.config)
      : await writer.update(step.config);
  if (stored === 'exists') {
    return false;
  }
  checkStored(writer, step.planned, stored);
  return true;
}

/** Reads an asset again; where that fails as well, the first failure says more. */
async function findAgain(
  writer: Writer,
  failure: unknown,
): Promise<CurrentAsset | undefined> {
  try {
    return await writer.find();
  } catch (error) {
    throw failure ?? error;
  }
}

/**
 * Carries out one step. Where the broker turns out to hold something else than
 * was read, or did not answer in time, it is read again and planned again.
 *
 * @returns what was done
 */
async function carryOut(writer: Writer): Promise<PlannedAsset> {
  let { step } = writer;
  let unanswered: PlannedAsset | undefined;
  let failure: unknown;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const { planned } = step;
    if (planned.action === 'refused') {
      throw new ConflictError(formatRefusals([planned]));
    }
    if (planned.action === 'unchanged') {
      // A write without an answer that is found done was done by nobody else, as far as one can know.
      return unanswered ?? planned;
    }
    try {
      if (await write(writer, step)) {
        return planned;
      }
    } catch (error) {
      const gone = error instanceof JetStreamApiError && error.isMissing();
      const silent = error instanceof ServiceUnavailableError;
      if (!gone && !silent) {
        throw error;
      }
      failure = error;
      unanswered = silent ? planned : unanswered;
    }
    step = writer.plan(await findAgain(writer, failure));
  }
  throw (
    failure ??
    new ConflictError(
      `${formatAsset(
        step.planned,
      )}: somebody else keeps changing it; apply again when they are done`,
    )
  );
}

function explain(planned: PlannedAsset, thrown: unknown): unknown {
  return thrown instanceof JetStreamApiError
    ? thrown.toTypedError(formatAsset(planned))
    : thrown;
}

/**
 * Carries out a plan without refusals: streams that change, so that they give up
 * subjects, then new streams, then consumers.
 *
 * @returns what was done, in the order of the spec
 * @throws the error of the first asset that failed, with how far it got
 */
export async function applySteps(
  steps: readonly StreamStep[],
  context: ApplyContext,
): Promise<PlannedAsset[]> {
  const { signal, onProgress } = context;
  const done = new Map<AssetStep, PlannedAsset>();
  const carry = async (writers: Writer[]) =>
    forEachBounded(writers, WRITES_AT_ONCE, async writer => {
      signal?.throwIfAborted();
      try {
        const planned = await carryOut(writer);
        done.set(writer.step, planned);
        onProgress?.(planned);
      } catch (error) {
        throw explain(writer.step.planned, error);
      }
    });
  const all = steps.flatMap<AssetStep>(step => [step, ...step.consumers]);
  const streams = (isNew: boolean) =>
    steps
      .filter(({ planned }) => (planned.action === 'create') === isNew)
      .map(step => streamWriter(step, context));
  try {
    await carry(streams(false));
    await carry(streams(true));
    await carry(
      steps.flatMap(step =>
        step.consumers.map(consumer => consumerWriter(consumer, context)),
      ),
    );
  } catch (error) {
    if (signal?.aborted || (isError(error) && error.name === 'AbortError')) {
      throw error;
    }
    const changed = [...done.values()].filter(
      ({ action }) => action !== 'unchanged',
    ).length;
    throw new ForwardedError(
      `Stopped after ${done.size} of ${all.length} streams and consumers, ${changed} of them changed; what is done stays, and applying again goes on from there`,
      error,
    );
  }
  return all.map(step => done.get(step) ?? step.planned);
}
