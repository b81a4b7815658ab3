import { ForwardedError } from '@backstage/errors';
import { JetStreamApi } from '../jetstream/JetStreamApi';
import { JetStreamApiError } from '../jetstream/JetStreamApiError';
import { ApplyProgress, PlannedAsset } from '../MessagingPlan';
import { formatAsset } from '../plan/formatPlan';
import { AssetStep } from '../plan/AssetStep';
import { flatSteps, StreamStep } from '../plan/planAssets';
import { AdaptiveWindow } from './AdaptiveWindow';
import { AssetWriter, consumerWriter, streamWriter } from './assetWriters';
import { carryOut } from './carryOut';
import { runInOrder } from './runInOrder';
import { taskOrder } from './taskOrder';

/** What happens around the writes. */
export interface ApplyContext {
  api: JetStreamApi;
  /** An asset that the broker refuses for now, or says nothing about, for so long is given up; milliseconds. */
  patienceMs: number;
  signal?: AbortSignal;
  onProgress?: (asset: PlannedAsset, progress: ApplyProgress) => void;
  /** The broker did not do something when it was first asked for: it was silent, busy or without a leader. */
  onDoubt?: () => void;
  /** What the same task has changed before, a count; part of how far it got. */
  changedBefore?: number;
}

function explain(planned: PlannedAsset, thrown: unknown): unknown {
  return thrown instanceof JetStreamApiError
    ? thrown.toTypedError(formatAsset(planned))
    : thrown;
}

/**
 * Carries out a plan without refusals, with as many writes under way as the broker answers
 * well. After a failure nothing new begins, and what has begun is waited for;
 * after an abort what was sent may still be done, and nothing else is.
 *
 * @returns what was done, in the order of the spec
 * @throws the error of the first asset that failed, with its name and how far it got
 */
export async function applySteps(
  steps: readonly StreamStep[],
  context: ApplyContext,
): Promise<PlannedAsset[]> {
  const {
    api,
    patienceMs,
    signal,
    onProgress,
    onDoubt,
    changedBefore = 0,
  } = context;
  const window = new AdaptiveWindow();
  const all = flatSteps(steps);
  /** Of what was not right already. */
  const done = new Map<AssetStep, PlannedAsset>();
  let unchanged = 0;
  const report = (planned: PlannedAsset) =>
    onProgress?.(planned, { done: unchanged + done.size, total: all.length });
  let failed: PlannedAsset | undefined;
  const carry = async (writer: AssetWriter) => {
    try {
      const planned = await carryOut(writer, {
        patienceMs,
        signal,
        onPushBack: () => window.pushedBack(),
        onDoubt,
      });
      if (!signal?.aborted) {
        done.set(writer.step, planned);
        report(planned);
      }
    } catch (error) {
      failed ??= writer.step.planned;
      throw explain(writer.step.planned, error);
    }
  };
  for (const { planned } of all) {
    if (planned.action === 'unchanged') {
      unchanged++;
      report(planned);
    }
  }
  const tasks = taskOrder(steps, {
    stream: step => carry(streamWriter(step, api)),
    consumer: step => carry(consumerWriter(step, api)),
  });
  try {
    await runInOrder(tasks, { window, signal });
  } catch (error) {
    if (signal?.aborted) {
      throw error;
    }
    const changed =
      changedBefore +
      [...done.values()].filter(({ action }) => action !== 'unchanged').length;
    throw new ForwardedError(
      `Stopped after ${unchanged + done.size} of ${
        all.length
      } streams and consumers, ${changed} of them changed${
        failed ? `, at ${formatAsset(failed)}` : ''
      }; what is done stays, and applying again goes on from there`,
      error,
    );
  }
  return all.map(step => done.get(step) ?? step.planned);
}
