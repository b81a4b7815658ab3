import { formatPath } from '@nats-portal/plugin-nats-common';
import { ValueChange } from '../Consequence';
import { hideSecrets, isSecretPath } from './hideSecrets';

/** A change as it is reported: without secrets. */
export function valueChange(
  path: readonly string[],
  from: unknown,
  to: unknown,
): ValueChange {
  const hidden = isSecretPath(path);
  return {
    path: formatPath(path),
    from: hideSecrets(from, hidden),
    to: hideSecrets(to, hidden),
  };
}
