import { InputError } from '@backstage/errors';
import {
  checkMessaging,
  formatFindings,
  nestPath,
} from '@nats-portal/plugin-nats-common';

/**
 * Checks a messaging spec as far as that goes without a broker.
 *
 * @throws InputError listing every mistake with its path into the action's input
 */
export function refuseMistakes(messaging: unknown): void {
  const { findings } = checkMessaging(messaging);
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) {
    throw new InputError(
      `The streams and consumers cannot be applied:\n${formatFindings(
        errors.map(finding => ({
          ...finding,
          path: nestPath('messaging', finding.path),
        })),
      )}`,
    );
  }
}
