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
  changedOwner,
  foreignOwner,
  Ownership,
  signed,
  withOwner,
} from './ownership';
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
  ownership: Ownership;
  /** What streams of the account capture that the spec does not name. */
  others: SubjectTree<CapturedSubject>;
  /** All consumers of the stream, where they were read. */
  consumers?: ReadonlyMap<string, CurrentAsset>;
}

/** What a consumer is planned by. */
export interface ConsumerSurroundings {
  facts: ServerFacts;
  ownership: Ownership;
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
  ownership: Ownership,
): boolean {
  return (
    current !== undefined &&
    current.offline === undefined &&
    isHeld(named, current.config) &&
    changedOwner(current, ownership).length === 0
  );
}

function toStep(
  place: Place,
  config: JetStreamConfig,
  found: {
    current: CurrentAsset | undefined;
    differences: ConfigDifference[];
    refusals: Refusal[];
    ownership: Ownership;
  },
): AssetStep {
  const { current, ownership } = found;
  const newOwner = current ? changedOwner(current, ownership) : [];
  const differences = [...found.differences, ...newOwner];
  const refusals = [
    ...found.refusals,
    ...(current && differences.length > 0
      ? foreignOwner(current, ownership)
      : []),
  ];
  const changes = differences.map(d => toChange(place.kind, d));
  if (refusals.length > 0) {
    const reason = formatReasons(refusals);
    return {
      planned: { ...place, action: 'refused', changes, reason, refusals },
      config,
    };
  }
  if (!current) {
    return {
      planned: { ...place, action: 'create', changes: [] },
      config: signed(config, ownership),
    };
  }
  const action = differences.length === 0 ? 'unchanged' : 'update';
  return {
    planned: { ...place, action, changes },
    config: withOwner(config, newOwner),
  };
}

const sameSet = (a: unknown, b: unknown) =>
  JSON.stringify(a) === JSON.stringify(b);

/** Decides about one stream. */
export function planStream(
  wanted: WantedStream,
  current: CurrentAsset | undefined,
  { facts, others, consumers, ownership }: StreamSurroundings,
): AssetStep {
  const place = { kind: 'stream', stream: wanted.name } as const;
  const subjectsOf = (config: JetStreamConfig) =>
    (normaliseStreamConfig(config).subjects ?? []) as string[];
  if (isUnchanged(current, wanted, ownership)) {
    return { ...unchanged(place, wanted), config: current?.config ?? {} };
  }
  if (!current) {
    return toStep(place, wanted.complete(), {
      current,
      ownership,
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
    current,
    ownership,
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
  { facts, stream, others, total, ownership }: ConsumerSurroundings,
): AssetStep {
  const place = {
    kind: 'consumer',
    stream: String(stream.name),
    consumer: wanted.name,
  } as const;
  const filterRefusals = (config: JetStreamConfig) =>
    stream.retention === 'workqueue' ? refusedFilters(config, others) : [];
  if (isUnchanged(current, wanted, ownership)) {
    return unchanged(place, wanted);
  }
  if (!current) {
    return toStep(place, wanted.complete(), {
      current,
      ownership,
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
    current,
    ownership,
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
