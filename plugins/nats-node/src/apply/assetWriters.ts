import { JetStreamConfig } from '@nats-portal/plugin-nats-common';
import { JetStreamApi } from '../jetstream/JetStreamApi';
import { AskOptions } from '../jetstream/JetStreamRequests';
import {
  normaliseConsumerConfig,
  normaliseStreamConfig,
} from '../jetstream/normaliseConfig';
import {
  CurrentAsset,
  durablesOf,
  readConsumersOf,
  toConsumerAsset,
  toStreamAsset,
} from '../jetstream/readAssets';
import { PlannedAsset } from '../MessagingPlan';
import { overlayConsumer, overlayStream } from '../plan/overlayConfig';
import { AssetStep } from '../plan/AssetStep';
import { ConsumerStep, StreamStep } from '../plan/planAssets';
import { planConsumer } from '../plan/planConsumer';
import { planStream } from '../plan/planStream';

/** One asset and the ways to read, write and judge it. */
export interface AssetWriter {
  step: AssetStep;
  /** Version of the server, for messages. */
  version: string;
  find(signal?: AbortSignal): Promise<CurrentAsset | undefined>;
  create(
    config: JetStreamConfig,
    options: AskOptions,
  ): Promise<JetStreamConfig | 'exists'>;
  update(
    config: JetStreamConfig,
    options: AskOptions,
  ): Promise<JetStreamConfig>;
  remove(options: AskOptions): Promise<void>;
  plan(current: CurrentAsset | undefined): AssetStep;
  normalise(config: JetStreamConfig): JetStreamConfig;
  overlay(current: JetStreamConfig, named: JetStreamConfig): JetStreamConfig;
  /** What the spec says; of a new asset, with all defaults written out. */
  asked(action: PlannedAsset['action']): JetStreamConfig;
}

/** Writes one stream. */
export function streamWriter(step: StreamStep, api: JetStreamApi): AssetWriter {
  const { wanted, surroundings } = step;
  return {
    step,
    version: surroundings.facts.version,
    find: async signal => {
      const info = await api.findStream(wanted.name, signal);
      if (!info || !surroundings.consent.recreate.has(wanted.name)) {
        return info && toStreamAsset(info);
      }
      // Whoever came since the plan was made would lose something, too.
      const consumers = await readConsumersOf(api, wanted, signal);
      return { ...toStreamAsset(info), durables: durablesOf(consumers) };
    },
    remove: options => api.deleteStream(wanted.name, options),
    create: (config, options) => api.createStream(config, options),
    update: (config, options) => api.updateStream(config, options),
    plan: current => planStream(wanted, current, surroundings),
    normalise: normaliseStreamConfig,
    overlay: overlayStream,
    asked: action => (action === 'create' ? wanted.complete() : wanted.named),
  };
}

/** Writes one consumer. */
export function consumerWriter(
  step: ConsumerStep,
  api: JetStreamApi,
): AssetWriter {
  const { stream, wanted, surroundings } = step;
  return {
    step,
    version: surroundings.facts.version,
    find: async signal => {
      const info = await api.findConsumer(stream, wanted.name, signal);
      return info && toConsumerAsset(info);
    },
    remove: options => api.deleteConsumer(stream, wanted.name, options),
    create: (config, options) => api.createConsumer(stream, config, options),
    update: (config, options) => api.updateConsumer(stream, config, options),
    plan: current => planConsumer(wanted, current, surroundings),
    normalise: normaliseConsumerConfig,
    overlay: overlayConsumer,
    asked: action => (action === 'create' ? wanted.complete() : wanted.named),
  };
}
