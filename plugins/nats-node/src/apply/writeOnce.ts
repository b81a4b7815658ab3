import { ConflictError, ServiceUnavailableError } from '@backstage/errors';
import { JetStreamConfig } from '@nats-portal/plugin-nats-common';
import { NoRespondersError } from '../connection/NoRespondersError';
import { ErrorCodes, JetStreamApiError } from '../jetstream/JetStreamApiError';
import { PlannedAsset } from '../MessagingPlan';
import { AssetStep } from '../plan/AssetStep';
import { diffConfigs, toChange } from '../plan/diffConfigs';
import { formatAsset } from '../plan/formatPlan';
import { isHeld } from '../plan/isHeld';
import { AssetWriter } from './assetWriters';

/**
 * Old servers drop fields that they do not know without a word, and the answer
 * to a write carries what was stored, so it is compared each time.
 */
function checkStored(
  writer: AssetWriter,
  planned: PlannedAsset,
  stored: JetStreamConfig,
): void {
  const { kind, action } = planned;
  const asked = writer.asked(action);
  if (isHeld(asked, stored)) {
    return;
  }
  const lost = diffConfigs(
    writer.normalise(stored),
    writer.normalise(writer.overlay(stored, asked)),
  ).map(difference => toChange(kind, difference));
  if (lost.length > 0) {
    const fields = lost
      .map(
        ({ field, from, to }) =>
          `${field} is ${JSON.stringify(from)} and not ${JSON.stringify(to)}`,
      )
      .join(', ');
    throw new ConflictError(
      `${formatAsset(planned)}: nats-server ${
        writer.version
      } took the request and stored something else: ${fields}. It does not support this; leave it out of the spec or upgrade the server`,
    );
  }
}

/** What became of one request to the broker. */
export type Outcome =
  | 'done'
  | 'exists'
  | 'changed meanwhile'
  | 'orphaned'
  | 'refused for now'
  | 'unanswered';

/** What a failure means for whoever asked; thrown again where asking once more cannot help. */
export function outcomeOf(error: unknown, { kind }: PlannedAsset): Outcome {
  if (
    kind === 'consumer' &&
    error instanceof JetStreamApiError &&
    error.errCode === ErrorCodes.streamNotFound
  ) {
    return 'orphaned';
  }
  if (
    error instanceof JetStreamApiError &&
    (error.isMissing() || error.isStoreFailure())
  ) {
    return 'changed meanwhile';
  }
  if (
    error instanceof NoRespondersError ||
    (error instanceof JetStreamApiError && error.isTemporary())
  ) {
    return 'refused for now';
  }
  if (error instanceof ServiceUnavailableError) {
    return 'unanswered';
  }
  throw error;
}

/**
 * Asks one time for what a step plans.
 *
 * @throws what the broker answers instead, and ConflictError where it stored something else
 */
export async function writeOnce(
  writer: AssetWriter,
  { planned, config }: AssetStep,
  options: { timeoutMs: number },
): Promise<Outcome> {
  const stored =
    planned.action === 'create'
      ? await writer.create(config, options)
      : await writer.update(config, options);
  if (stored === 'exists') {
    return 'exists';
  }
  checkStored(writer, planned, stored);
  return 'done';
}
