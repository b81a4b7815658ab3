import { PlannedItem, UnlistedItem } from '@nats-portal/plugin-nats-common';
import {
  AppliedMessaging,
  MessagingPlan,
  PlannedAsset,
  toPlannedItem,
} from '@nats-portal/plugin-nats-node';

/** What came of an apply, as the action's outputs say it. */
export type ApplyOutcome = {
  applied: boolean;
  created: number;
  updated: number;
  recreated: number;
  unchanged: number;
  plan: PlannedItem[];
  unlisted: UnlistedItem[];
  message: string;
};

/** Rare, and so said only where it happens. */
function anew(count: number, verb: string): string {
  return count > 0 ? `${verb} ${count} anew, ` : '';
}

/** Nothing was done, and why. */
export function leftToFlux(message: string): ApplyOutcome {
  return {
    applied: false,
    created: 0,
    updated: 0,
    recreated: 0,
    unchanged: 0,
    plan: [],
    unlisted: [],
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
  const recreated = count('recreate');
  const unchanged = count('unchanged');
  const refused = count('refused');
  return {
    applied: false,
    created,
    updated,
    recreated,
    unchanged,
    plan: plan.assets.map(toPlannedItem),
    unlisted: plan.unlisted ?? [],
    message: `Dry run: would create ${created}, update ${updated}, ${anew(
      recreated,
      'make',
    )}leave ${unchanged} as they are on ${target}${
      refused > 0 ? `, and be refused ${refused}` : ''
    }`,
  };
}

/** What was done. */
export function appliedOutcome(
  applied: AppliedMessaging,
  target: string,
): ApplyOutcome {
  const { plan, created, updated, recreated, unchanged } = applied;
  return {
    applied: true,
    created,
    updated,
    recreated,
    unchanged,
    plan: plan.assets.map(toPlannedItem),
    unlisted: plan.unlisted ?? [],
    message: `Created ${created}, updated ${updated}, ${anew(
      recreated,
      'made',
    )}left ${unchanged} as they were on ${target}`,
  };
}
