import { CurrentAsset } from '../jetstream/readAssets';
import {
  AssetStep,
  ConsumerSurroundings,
  planConsumer,
  planStream,
  StreamSurroundings,
} from './planAsset';
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
  { facts, ownership }: Pick<Surroundings, 'facts' | 'ownership'>,
): Surroundings {
  const others = capturedSubjects(without(current, wanted));
  return { facts, ownership, others };
}

/** Whether the consumers that a stream has decide about its plan. */
export function dependsOnConsumers({
  named,
  consumers,
}: WantedStream): boolean {
  return consumers.length > 0 || named.consumer_limits !== undefined;
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
  { facts, ownership, others }: Surroundings,
): StreamStep {
  const { stream, consumers = NOTHING } = current;
  const forStream: StreamSurroundings = {
    facts,
    ownership,
    others,
    // What is kept here is kept for all streams until the last is done.
    ...(wanted.named.consumer_limits ? { consumers } : {}),
  };
  const step = planStream(wanted, stream, forStream);
  const unnamed = without(consumers, wanted.consumers);
  const forConsumers: ConsumerSurroundings = {
    facts,
    ownership,
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
      const { planned, config } = planConsumer(
        consumer,
        consumers.get(consumer.name),
        forConsumers,
      );
      return {
        planned,
        config,
        stream: wanted.name,
        wanted: consumer,
        surroundings: forConsumers,
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
