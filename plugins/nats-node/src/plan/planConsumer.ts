import { isDeepStrictEqual } from 'node:util';
import { JetStreamConfig } from '@nats-portal/plugin-nats-common';
import { limitsFor } from '../jetstream/AccountLimits';
import { ServerFacts } from '../jetstream/JetStreamApi';
import { normaliseConsumerConfig } from '../jetstream/normaliseConfig';
import { CurrentAsset } from '../jetstream/readAssets';
import { AssetStep, toNewStep, toStep } from './AssetStep';
import { Consent, mayBeNew } from './Consent';
import { diffConfigs } from './diffConfigs';
import { assetName } from './formatPlan';
import { isUnchanged } from './isUnchanged';
import { overlayConsumer } from './overlayConfig';
import { Ownership } from './ownership';
import { formatReasons } from './refusals/Refusal';
import {
  filtersOf,
  refusedConsumerChange,
  refusedFilters,
  refusedNewConsumer,
} from './refusals/refusedConsumer';
import { costOfConsumer } from './refusals/unconfirmedLoss';
import { reservationOf } from './reservation';
import { WantedConsumer } from './wantedAssets';

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
      ...(isDeepStrictEqual(filtersOf(merged), filtersOf(current.config))
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
