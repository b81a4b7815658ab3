import {
  AppliedMessaging,
  MessagingPlan,
  PlannedAsset,
} from '@nats-portal/plugin-nats-node';

/** What came of an apply, as the action's outputs say it. */
export type ApplyOutcome = {
  applied: boolean;
  created: number;
  updated: number;
  unchanged: number;
  assets: { name: string; action: string }[];
  message: string;
};

/** A stream, or `STREAM/consumer`. */
export function assetName(asset: PlannedAsset): string {
  return asset.consumer ? `${asset.stream}/${asset.consumer}` : asset.stream;
}

function assetsOf(plan: MessagingPlan): ApplyOutcome['assets'] {
  return plan.assets.map(asset => ({
    name: assetName(asset),
    action: asset.action,
  }));
}

/** One asset of a plan as a line of the log. */
export function describeAsset(asset: PlannedAsset): string {
  const changes = asset.changes
    .map(
      ({ field, from, to }) =>
        `${field}: ${JSON.stringify(from)} -> ${JSON.stringify(to)}`,
    )
    .join(', ');
  const why = asset.reason ? ` because ${asset.reason}` : '';
  return `${asset.action} ${asset.kind} ${assetName(asset)}${
    changes ? ` (${changes})` : ''
  }${why}`;
}

/** Nothing was done, and why. */
export function leftToFlux(message: string): ApplyOutcome {
  return {
    applied: false,
    created: 0,
    updated: 0,
    unchanged: 0,
    assets: [],
    message,
  };
}

/** What a dry run would do. */
export function plannedOutcome(
  plan: MessagingPlan,
  target: string,
): ApplyOutcome {
  const count = (action: PlannedAsset['action']) =>
    plan.assets.filter(asset => asset.action === action).length;
  const created = count('create');
  const updated = count('update');
  const unchanged = count('unchanged');
  const refused = count('refused');
  return {
    applied: false,
    created,
    updated,
    unchanged,
    assets: assetsOf(plan),
    message: `Dry run: would create ${created}, update ${updated}, leave ${unchanged} as they are on ${target}${
      refused > 0 ? `, and be refused ${refused}` : ''
    }`,
  };
}

/** What was done. */
export function appliedOutcome(
  applied: AppliedMessaging,
  target: string,
): ApplyOutcome {
  const { plan, created, updated, unchanged } = applied;
  return {
    applied: true,
    created,
    updated,
    unchanged,
    assets: assetsOf(plan),
    message: `Created ${created}, updated ${updated}, left ${unchanged} as they were on ${target}`,
  };
}
