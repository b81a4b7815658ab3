import { JetStreamConfig, SubjectTree } from '@nats-portal/plugin-nats-common';
import { limitsFor } from '../jetstream/AccountLimits';
import { ServerFacts } from '../jetstream/JetStreamApi';
import {
  normaliseConsumerConfig,
  normaliseStreamConfig,
} from '../jetstream/normaliseConfig';
import { CurrentAsset } from '../jetstream/readAssets';
import { Refusal } from '../MessagingPlan';
import { AssetStep, toNewStep, toStep } from './AssetStep';
import { Consent } from './Consent';
import { diffConfigs } from './diffConfigs';
import { assetName } from './formatPlan';
import { isHeld } from './isHeld';
import { overlayConsumer, overlayStream } from './overlayConfig';
import { changedOwner, Ownership } from './ownership';
import { reservationOf } from './reservation';
import {
  filtersOf,
  refusedConsumerChange,
  refusedFilters,
  refusedNewConsumer,
} from './refusals/refusedConsumer';
import { formatReasons } from './refusals/Refusal';
import { refusedStreamChange } from './refusals/refusedStream';
import { CapturedSubject, takenSubjects } from './refusals/takenSubjects';
import {
  costOfConsumer,
  costOfStream,
  leftBehind,
} from './refusals/unconfirmedLoss';
import { WantedConfig, WantedConsumer, WantedStream } from './wantedAssets';

/** What a stream is planned by. */
export interface StreamSurroundings {
  facts: ServerFacts;
  ownership: Ownership;
  consent: Consent;
  /** What streams of the account capture that the spec does not name. */
  others: SubjectTree<CapturedSubject>;
  /** Names of the streams of the account that mirror a stream. */
  mirrorsOf(stream: string): string[];
  /** All consumers of the stream, where they were read. */
  consumers?: ReadonlyMap<string, CurrentAsset>;
}

/** What a consumer is planned by. */
export interface ConsumerSurroundings {
  facts: ServerFacts;
  ownership: Ownership;
  consent: Consent;
  /** Its stream as it will be. */
  stream: JetStreamConfig;
  /** Consumers of a work queue that the spec does not name. */
  others: ReadonlyMap<string, CurrentAsset>;
  /** Consumers that the stream will have, a count. */
  total: number;
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

/** Whether a new asset can be what is wanted, and may take the place of this one. */
function mayBeNew(
  name: string,
  refusals: readonly Refusal[],
  consent: Consent,
): boolean {
  return (
    consent.recreate.has(name) &&
    refusals.some(({ recreatable }) => recreatable)
  );
}

const sameSet = (a: unknown, b: unknown) =>
  JSON.stringify(a) === JSON.stringify(b);

/** Decides about one stream. */
export function planStream(
  wanted: WantedStream,
  current: CurrentAsset | undefined,
  surroundings: StreamSurroundings,
): AssetStep {
  if (isUnchanged(current, wanted, surroundings.ownership)) {
    return {
      planned: {
        kind: 'stream',
        stream: wanted.name,
        action: 'unchanged',
        changes: [],
      },
      config: current?.config ?? {},
    };
  }
  return planChangedStream(wanted, current, surroundings);
}

function planChangedStream(
  wanted: WantedStream,
  current: CurrentAsset | undefined,
  surroundings: StreamSurroundings,
): AssetStep {
  const { facts, others, consumers, ownership, consent } = surroundings;
  const place = { kind: 'stream', stream: wanted.name } as const;
  const subjectsOf = (config: JetStreamConfig) =>
    (normaliseStreamConfig(config).subjects ?? []) as string[];
  if (!current) {
    return toStep(place, wanted.complete(), {
      current,
      ownership,
      differences: [],
      refusals: takenSubjects(subjectsOf(wanted.complete()), others),
    });
  }
  const compare = (config: JetStreamConfig) =>
    diffConfigs(
      normaliseStreamConfig(current.config),
      normaliseStreamConfig(config),
    );
  const merged = overlayStream(current.config, wanted.named);
  const differences = current.offline ? [] : compare(merged);
  const refusals = refusedStreamChange({
    current,
    merged,
    differences,
    consumers,
    facts,
  });
  const cost = costOfStream(current, wanted.consumers);
  if (mayBeNew(wanted.name, refusals, consent)) {
    return toNewStep(place, wanted.complete(), {
      current,
      ownership,
      cost,
      differences: compare(wanted.complete()),
      refusals: [
        ...takenSubjects(subjectsOf(wanted.complete()), others),
        ...leftBehind(surroundings.mirrorsOf(wanted.name), consent.loss),
      ],
      why: formatReasons(refusals, { instead: false }),
      agreed: consent.loss,
    });
  }
  const subjects = subjectsOf(merged);
  return toStep(place, merged, {
    current,
    ownership,
    cost,
    differences,
    refusals: [
      ...refusals,
      ...(sameSet(subjects, subjectsOf(current.config))
        ? []
        : takenSubjects(subjects, others)),
    ],
  });
}

/** Decides about one consumer. Of one that is right nothing is kept but the wish: most of a large account is. */
export function planConsumer(
  wanted: WantedConsumer,
  current: CurrentAsset | undefined,
  surroundings: ConsumerSurroundings,
): AssetStep {
  if (isUnchanged(current, wanted, surroundings.ownership)) {
    return {
      planned: {
        kind: 'consumer',
        stream: String(surroundings.stream.name),
        consumer: wanted.name,
        action: 'unchanged',
        changes: [],
      },
      config: wanted.named,
    };
  }
  return planChangedConsumer(wanted, current, surroundings);
}

function planChangedConsumer(
  wanted: WantedConsumer,
  current: CurrentAsset | undefined,
  surroundings: ConsumerSurroundings,
): AssetStep {
  const { facts, stream, others, total, ownership, consent } = surroundings;
  const place = {
    kind: 'consumer',
    stream: String(stream.name),
    consumer: wanted.name,
  } as const;
  const filterRefusals = (config: JetStreamConfig) =>
    stream.retention === 'workqueue' ? refusedFilters(config, others) : [];
  const asNew = () => [
    ...refusedNewConsumer(wanted.complete(), {
      stream,
      total,
      limits: limitsFor(facts, reservationOf(stream).copies),
    }),
    ...filterRefusals(wanted.complete()),
  ];
  if (!current) {
    return toStep(place, wanted.complete(), {
      current,
      ownership,
      differences: [],
      refusals: asNew(),
    });
  }
  const compare = (config: JetStreamConfig) =>
    diffConfigs(
      normaliseConsumerConfig(current.config),
      normaliseConsumerConfig(config),
    );
  const merged = overlayConsumer(current.config, wanted.named);
  const differences = current.offline ? [] : compare(merged);
  const refusals = refusedConsumerChange({
    current,
    named: wanted.named,
    merged,
    differences,
    stream,
    facts,
  });
  const cost = costOfConsumer(current, stream);
  if (mayBeNew(assetName(place), refusals, consent)) {
    return toNewStep(place, wanted.complete(), {
      current,
      ownership,
      cost,
      differences: compare(wanted.complete()),
      refusals: asNew(),
      why: formatReasons(refusals, { instead: false }),
      agreed: consent.loss,
    });
  }
  return toStep(place, merged, {
    current,
    ownership,
    cost,
    differences,
    refusals: [
      ...refusals,
      ...(sameSet(filtersOf(merged), filtersOf(current.config))
        ? []
        : filterRefusals(merged)),
    ],
  });
}

/** Decides about a consumer of a stream that is made anew: it goes with the stream, and comes back as the spec has it. */
export function planConsumerOfNewStream(
  wanted: WantedConsumer,
  current: CurrentAsset | undefined,
  surroundings: ConsumerSurroundings,
): AssetStep {
  const { stream, ownership, consent } = surroundings;
  const step = planConsumer(wanted, undefined, surroundings);
  if (!current) {
    return step;
  }
  const { kind, consumer } = step.planned;
  return toNewStep(
    { kind, stream: String(stream.name), consumer },
    wanted.complete(),
    {
      current,
      ownership,
      // What its stream costs is said there.
      cost: costOfConsumer(current, { retention: 'limits' }),
      differences: diffConfigs(
        normaliseConsumerConfig(current.config),
        normaliseConsumerConfig(wanted.complete()),
      ),
      refusals: step.planned.refusals ?? [],
      why: 'its stream is made anew',
      agreed: consent.loss,
    },
  );
}
