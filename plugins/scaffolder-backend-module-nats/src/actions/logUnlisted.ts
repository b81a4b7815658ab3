import { LoggerService } from '@backstage/backend-plugin-api';
import { UnlistedItem } from '@nats-portal/plugin-nats-common';

/** Names that somebody reads; the output of the action has all. */
const MOST_NAMES = 100;

/** Names in the log of a task what the account has and the spec does not. */
export function logUnlisted(
  unlisted: readonly UnlistedItem[],
  logger: Pick<LoggerService, 'info'>,
): void {
  if (unlisted.length === 0) {
    return;
  }
  const names = unlisted
    .slice(0, MOST_NAMES)
    .map(({ kind, name }) => `${kind} ${name}`)
    .join(', ');
  const more = unlisted.length - MOST_NAMES;
  logger.info(
    `${
      unlisted.length
    } are there and not in the spec, and stay as they are: ${names}${
      more > 0 ? ` and ${more} more` : ''
    }`,
  );
}
