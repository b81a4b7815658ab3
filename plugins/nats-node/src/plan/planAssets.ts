import { CurrentAsset, durablesOf } from '../jetstream/readAssets';
import { AssetStep } from './AssetStep';
import { Consent } from './Consent';
import { ownershipOf } from './ownership';
import {
  ConsumerSurroundings,
  planConsumer,
  planConsumerOfNewStream,
} from './planConsumer';
import { planStream, StreamSurroundings } from './planStream';
import { capturedSubjects } from './refusals/takenSubjects';
import { WantedConsumer, WantedStream } from './wantedAssets';

/** A stream that is planned, with what it takes to plan it again. */
export interface StreamStep extends AssetStep {
  wanted: WantedStream;
  surroundings: StreamSurroundings;
  consumers: ConsumerStep[];
}

/** A consumer that is planned, with what it takes to plan it again. */
export interface ConsumerStep extends AssetStep {
  stream: string;
  wanted: WantedConsumer;
  surroundings: ConsumerSurroundings;
}

const NOTHING: ReadonlyMap<string, CurrentAsset> = new Map();

function without(
  assets: ReadonlyMap<string, CurrentAsset>,
  wanted: readonly { name: string }[],
): Map<string, CurrentAsset> {
  const others = new Map(assets);
  wanted.forEach(({ name }) => others.delete(name));
  return others;
}

/** What all streams of a spec are planned by. */
export type Surroundings = Omit<StreamSurroundings, 'consumers'>;

/** What a plan says of the account that it is for. */
export function surroundingsOf(
  wanted: readonly WantedStream[],
  current: ReadonlyMap<string, CurrentAsset>,
  given: Omit<Surroundings, 'others' | 'mirrorsOf'>,
): Surroundings {
  const isMirror = (mirror: unknown, stream: string) => {
    const { name, external } = (mirror ?? {}) as {
      name?: string;
      external?: unknown;
    };
    return name === stream && !external;
  };
  return {
    ...given,
    others: capturedSubjects(without(current, wanted)),
    mirrorsOf: stream =>
      [...current]
        .filter(([, { config }]) => isMirror(config.mirror, stream))
        .map(([name]) => name),
  };
}

/** Whether the consumers that a stream has decide about its plan. */
export function dependsOnConsumers(
  { name, named, consumers }: WantedStream,
  consent: Consent,
): boolean {
  return (
    consumers.length > 0 ||
    named.consumer_limits !== undefined ||
    consent.recreate.has(name)
  );
}

/** What a broker holds of one stream of a spec. */
export interface CurrentStream {
  stream: CurrentAsset | undefined;
  /** All its consumers; absent where there is no stream, or where they decide about nothing. */
  consumers?: ReadonlyMap<string, CurrentAsset>;
}

/** Compares a stream and its consumers with what is there. */
export function planStreamAndConsumers(
  wanted: WantedStream,
  current: CurrentStream,
  surroundings: Surroundings,
): StreamStep {
  const { facts, ownership, consent } = surroundings;
  const { consumers = NOTHING } = current;
  const stream = consent.recreate.has(wanted.name)
    ? current.stream && {
        ...current.stream,
        durables: durablesOf(consumers),
      }
    : current.stream;
  const forStream: StreamSurroundings = {
    ...surroundings,
    // What is kept here is kept for all streams until the last is done.
    ...(wanted.named.consumer_limits ? { consumers } : {}),
  };
  const step = planStream(wanted, stream, forStream);
  const unnamed = step.anew ? new Map() : without(consumers, wanted.consumers);
  const planOne = step.anew ? planConsumerOfNewStream : planConsumer;
  const forConsumers: ConsumerSurroundings = {
    facts,
    ownership,
    consent,
    stream: step.config,
    others: step.config.retention === 'workqueue' ? unnamed : NOTHING,
    total: unnamed.size + wanted.consumers.length,
  };
  return {
    planned: step.planned,
    config: step.config,
    wanted,
    surroundings: forStream,
    consumers: wanted.consumers.map(consumer => {
      const own = ownershipOf(`${wanted.name}/${consumer.name}`, ownership);
      // Most consumers are their stream's owner's, and share what they are planned by.
      const forConsumer =
        own === ownership ? forConsumers : { ...forConsumers, ownership: own };
      const { planned, config } = planOne(
        consumer,
        consumers.get(consumer.name),
        forConsumer,
      );
      return {
        planned,
        config,
        stream: wanted.name,
        wanted: consumer,
        surroundings: forConsumer,
      };
    }),
  };
}

/** All steps in the order of the spec: each stream and then its consumers. */
export function flatSteps(
  steps: readonly StreamStep[],
): (StreamStep | ConsumerStep)[] {
  return steps.flatMap(step => [step, ...step.consumers]);
}
