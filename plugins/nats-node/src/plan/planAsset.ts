import { JetStreamConfig, SubjectTree } from '@nats-portal/plugin-nats-common';
import { ServerFacts } from '../jetstream/JetStreamApi';
import {
  normaliseConsumerConfig,
  normaliseStreamConfig,
} from '../jetstream/normaliseConfig';
import { CurrentAsset } from '../jetstream/readAssets';
import { PlannedAsset, Refusal } from '../MessagingPlan';
import { ConfigDifference, diffConfigs, toChange } from './diffConfigs';
import { isHeld } from './isHeld';
import { overlayConsumer, overlayStream } from './overlayConfig';
import {
  filtersOf,
  refusedConsumerChange,
  refusedFilters,
  refusedNewConsumer,
} from './refusals/refusedConsumer';
import { formatReasons } from './refusals/Refusal';
import { refusedStreamChange } from './refusals/refusedStream';
import { CapturedSubject, takenSubjects } from './refusals/takenSubjects';
import { WantedConfig, WantedConsumer, WantedStream } from './wantedAssets';

/** What is done about one asset, and what it takes. */
export interface AssetStep {
  planned: PlannedAsset;
  /** The configuration to send. */
  config: JetStreamConfig;
}

/** What a stream is planned by. */
export interface StreamSurroundings {
  facts: ServerFacts;
  /** What streams of the account capture that the spec does not name. */
  others: SubjectTree<CapturedSubject>;
  /** All consumers of the stream, where they were read. */
  consumers?: ReadonlyMap<string, CurrentAsset>;
}

/** What a consumer is planned by. */
export interface ConsumerSurroundings {
  facts: ServerFacts;
  /** Its stream as it will be. */
  stream: JetStreamConfig;
  /** Consumers of a work queue that the spec does not name. */
  others: ReadonlyMap<string, CurrentAsset>;
  /** Consumers that the stream will have, a count. */
  total: number;
}

type Place = Pick<PlannedAsset, 'kind' | 'stream' | 'consumer'>;

/** Holds the wish and not what the broker has: of most of a large account nothing needs to be kept. */
function unchanged(place: Place, { named }: WantedConfig): AssetStep {
  return {
    planned: { ...place, action: 'unchanged', changes: [] },
    config: named,
  };
}

function isUnchanged(
  current: CurrentAsset | undefined,
  { named }: WantedConfig,
): boolean {
  return (
    current !== undefined &&
    current.offline === undefined &&
    isHeld(named, current.config)
  );
}

function toStep(
  place: Place,
  config: JetStreamConfig,
  found: {
    exists: boolean;
    differences: ConfigDifference[];
    refusals: Refusal[];
  },
): AssetStep {
  const { exists, differences, refusals } = found;
  const changes = differences.map(d => toChange(place.kind, d));
  if (refusals.length > 0) {
    const reason = formatReasons(refusals);
    return {
      planned: { ...place, action: 'refused', changes, reason, refusals },
      config,
    };
  }
  if (!exists) {
    return { planned: { ...place, action: 'create', changes: [] }, config };
  }
  const action = differences.length === 0 ? 'unchanged' : 'update';
  return { planned: { ...place, action, changes }, config };
}

const sameSet = (a: unknown, b: unknown) =>
  JSON.stringify(a) === JSON.stringify(b);

/** Decides about one stream. */
export function planStream(
  wanted: WantedStream,
  current: CurrentAsset | undefined,
  { facts, others, consumers }: StreamSurroundings,
): AssetStep {
  const place = { kind: 'stream', stream: wanted.name } as const;
  const subjectsOf = (config: JetStreamConfig) =>
    (normaliseStreamConfig(config).subjects ?? []) as string[];
  if (isUnchanged(current, wanted)) {
    return { ...unchanged(place, wanted), config: current?.config ?? {} };
  }
  if (!current) {
    return toStep(place, wanted.complete(), {
      exists: false,
      differences: [],
      refusals: takenSubjects(subjectsOf(wanted.complete()), others),
    });
  }
  const merged = overlayStream(current.config, wanted.named);
  const differences = current.offline
    ? []
    : diffConfigs(
        normaliseStreamConfig(current.config),
        normaliseStreamConfig(merged),
      );
  const subjects = subjectsOf(merged);
  return toStep(place, merged, {
    exists: true,
    differences,
    refusals: [
      ...refusedStreamChange({
        current,
        merged,
        differences,
        consumers,
        facts,
      }),
      ...(sameSet(subjects, subjectsOf(current.config))
        ? []
        : takenSubjects(subjects, others)),
    ],
  });
}

/** Decides about one consumer. */
export function planConsumer(
  wanted: WantedConsumer,
  current: CurrentAsset | undefined,
  { facts, stream, others, total }: ConsumerSurroundings,
): AssetStep {
  const place = {
    kind: 'consumer',
    stream: String(stream.name),
    consumer: wanted.name,
  } as const;
  const filterRefusals = (config: JetStreamConfig) =>
    stream.retention === 'workqueue' ? refusedFilters(config, others) : [];
  if (isUnchanged(current, wanted)) {
    return unchanged(place, wanted);
  }
  if (!current) {
    return toStep(place, wanted.complete(), {
      exists: false,
      differences: [],
      refusals: [
        ...refusedNewConsumer(wanted.complete(), {
          stream,
          total,
        }),
        ...filterRefusals(wanted.complete()),
      ],
    });
  }
  const merged = overlayConsumer(current.config, wanted.named);
  const differences = current.offline
    ? []
    : diffConfigs(
        normaliseConsumerConfig(current.config),
        normaliseConsumerConfig(merged),
      );
  return toStep(place, merged, {
    exists: true,
    differences,
    refusals: [
      ...refusedConsumerChange({
        current,
        named: wanted.named,
        merged,
        differences,
        stream,
        facts,
      }),
      ...(sameSet(filtersOf(merged), filtersOf(current.config))
        ? []
        : filterRefusals(merged)),
    ],
  });
}
