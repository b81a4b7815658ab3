import { ConflictError, ForwardedError } from '@backstage/errors';
import { PlannedAsset } from '../MessagingPlan';
import { formatAsset } from '../plan/formatPlan';
import { flatSteps, StreamStep } from '../plan/planAssets';
import { ApplyContext, applySteps } from './applySteps';

/** What was lost with a leader is made again; who loses more than this is not to be relied on. */
const ROUNDS = 3;
/** Names in one message, a count. */
const NAMED = 10;

function listed(assets: readonly PlannedAsset[]): string {
  const more = assets.length - NAMED;
  return `${assets.slice(0, NAMED).map(formatAsset).join(', ')}${
    more > 0 ? ` and ${more} more` : ''
  }`;
}

async function readAgain(
  planAgain: () => Promise<StreamStep[]>,
  total: number,
  signal?: AbortSignal,
): Promise<StreamStep[]> {
  try {
    return await planAgain();
  } catch (error) {
    signal?.throwIfAborted();
    throw new ForwardedError(
      `All ${total} streams and consumers were written, some of them again since the broker did not answer at first, and it does not say whether it holds them; apply again`,
      error,
    );
  }
}

/** Counts what is different by now, which a later round finds as it should be. */
function countHeld(
  assets: readonly PlannedAsset[],
  again: readonly { planned: PlannedAsset }[],
): number {
  return assets.filter(
    ({ action }, i) =>
      action !== 'unchanged' && again[i].planned.action === 'unchanged',
  ).length;
}

/**
 * Carries out a plan without refusals. Where not all of it was done when it was first asked for, a
 * server that is cut off by now may have been the one that was asked or that told of it, so
 * everything is read again, what is missing is carried out, and it is not said to be done before
 * nothing is left. A run without such trouble pays nothing for that.
 *
 * @param options - `planAgain` reads the broker; `existing`: whether what is there may be changed
 * @returns what was done, in the order of the spec
 * @throws what `applySteps` throws
 * @throws ConflictError naming what the broker still does not hold, or lets nobody write, after several rounds
 */
export async function applyUntilHeld(
  steps: readonly StreamStep[],
  context: ApplyContext,
  options: {
    planAgain: () => Promise<StreamStep[]>;
    existing?: 'update' | 'refuse';
  },
): Promise<PlannedAsset[]> {
  const { signal, onProgress } = context;
  let isDoubtful = false;
  const onDoubt = () => {
    isDoubtful = true;
  };
  let assets = await applySteps(steps, { ...context, onDoubt });
  for (let round = 1; isDoubtful; round++) {
    const again = await readAgain(options.planAgain, assets.length, signal);
    const all = flatSteps(again);
    const left = all.flatMap(({ planned }) =>
      planned.action === 'unchanged' ? [] : [planned],
    );
    if (left.length === 0) {
      break;
    }
    const isInTheWay = ({ action }: PlannedAsset) =>
      action === 'refused' ||
      (options.existing === 'refuse' && action !== 'create');
    if (round > ROUNDS || left.some(isInTheWay)) {
      throw new ConflictError(
        `${assets.length - left.length} of ${
          assets.length
        } streams and consumers are as the spec wants them; the broker has lost what it took of others, or somebody else changes them: ${listed(
          left,
        )}; what is done stays, and applying again goes on from there`,
      );
    }
    const redone = await applySteps(again, {
      ...context,
      changedBefore: countHeld(assets, all),
      onProgress:
        onProgress &&
        ((planned, progress) => {
          if (planned.action !== 'unchanged') {
            onProgress(planned, progress);
          }
        }),
    });
    assets = assets.map((asset, i) =>
      asset.action === 'unchanged' ? redone[i] : asset,
    );
  }
  return assets;
}
