import { JetStreamConfig, RecreateCost } from '@nats-portal/plugin-nats-common';
import { CurrentAsset } from '../jetstream/readAssets';
import { PlannedAsset, Refusal } from '../MessagingPlan';
import { ConfigDifference, toChange } from './diffConfigs';
import { assetName } from './formatPlan';
import {
  changedOwner,
  foreignOwner,
  inherited,
  Ownership,
  signed,
  withOwner,
} from './ownership';
import { formatReasons } from './refusals/Refusal';
import { formatCost, unconfirmedLoss } from './refusals/unconfirmedLoss';

/** What is done about one asset, and what it takes. */
export interface AssetStep {
  planned: PlannedAsset;
  /** The configuration to send. */
  config: JetStreamConfig;
  /** Whether a new asset takes the place of an old one, or would if that were not refused. */
  anew?: boolean;
}

/** Which asset it is about. */
export type Place = Pick<PlannedAsset, 'kind' | 'stream' | 'consumer'>;

/** What was found out about an asset. */
export interface Findings {
  current: CurrentAsset | undefined;
  differences: ConfigDifference[];
  refusals: Refusal[];
  ownership: Ownership;
  /** What a new asset in its place would cost. */
  cost?: RecreateCost;
}

/** Creates or changes an asset, or leaves it. */
export function toStep(
  place: Place,
  config: JetStreamConfig,
  { current, ownership, cost, ...found }: Findings,
): AssetStep {
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
    return {
      planned: {
        ...place,
        action: 'refused',
        changes,
        reason: formatReasons(refusals),
        refusals,
        ...(cost && refusals.some(({ recreatable }) => recreatable)
          ? { cost }
          : {}),
      },
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

/**
 * Puts a new asset into the place of one that is there, with the settings that the
 * spec gives to what is new.
 *
 * @param found - `refusals`: of the new asset; `why`: what makes it necessary; `agreed`: losses that are
 */
export function toNewStep(
  place: Place,
  config: JetStreamConfig,
  found: Findings & {
    current: CurrentAsset;
    cost: RecreateCost;
    why: string;
    agreed: ReadonlySet<string>;
  },
): AssetStep {
  const { current, ownership, cost, why } = found;
  const refusals = [
    ...found.refusals,
    ...foreignOwner(current, ownership),
    ...unconfirmedLoss(assetName(place), cost, found.agreed),
  ];
  const planned = {
    ...place,
    changes: [...found.differences, ...changedOwner(current, ownership)].map(
      d => toChange(place.kind, d),
    ),
    cost,
  };
  const step = {
    config: signed(config, inherited(current, ownership)),
    anew: true,
  };
  return refusals.length > 0
    ? {
        ...step,
        planned: {
          ...planned,
          action: 'refused',
          reason: formatReasons(refusals),
          refusals,
        },
      }
    : {
        ...step,
        planned: {
          ...planned,
          action: 'recreate',
          reason: `${why}; ${formatCost(cost)}`,
        },
      };
}
