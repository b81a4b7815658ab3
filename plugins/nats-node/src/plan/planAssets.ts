import { ServerFacts } from '../jetstream/JetStreamApi';
import { CurrentAsset, CurrentAssets } from '../jetstream/readAssets';
import {
  AssetStep,
  ConsumerSurroundings,
  planConsumer,
  planStream,
  StreamSurroundings,
} from './planAsset';
import { capturedSubjects } from './refusedStream';
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

function without(
  assets: ReadonlyMap<string, CurrentAsset> | undefined,
  wanted: readonly { name: string }[],
): Map<string, CurrentAsset> {
  const others = new Map(assets ?? []);
  wanted.forEach(({ name }) => others.delete(name));
  return others;
}

/** Compares what is wanted with what is there, in the order of the spec. */
export function planAssets(
  wanted: readonly WantedStream[],
  current: CurrentAssets,
  facts: ServerFacts,
): StreamStep[] {
  const others = capturedSubjects(without(current.streams, wanted));
  return wanted.map(stream => {
    const consumers = current.consumers.get(stream.name);
    const forStream = { facts, others, consumers };
    const step = planStream(
      stream,
      current.streams.get(stream.name),
      forStream,
    );
    const surroundings = {
      facts,
      stream: step.config,
      others: without(consumers, stream.consumers),
      planned: stream.consumers.length,
    };
    return {
      ...step,
      wanted: stream,
      surroundings: forStream,
      consumers: stream.consumers.map(consumer => ({
        ...planConsumer(consumer, consumers?.get(consumer.name), surroundings),
        stream: stream.name,
        wanted: consumer,
        surroundings,
      })),
    };
  });
}

/** All steps in the order of the spec: each stream and then its consumers. */
export function flatSteps(
  steps: readonly StreamStep[],
): (StreamStep | ConsumerStep)[] {
  return steps.flatMap(step => [step, ...step.consumers]);
}
