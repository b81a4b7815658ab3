import { isTree } from '../repository/tree';

/** Keys whose value is a secret; the name of a Secret is none. */
const SECRET_KEY =
  /^(?:.*password|pass|.*token|seed|contents|nkey|creds|.*jwt|authorization)$/i;

const HIDDEN = '(hidden)';

/** A value without what must not be repeated in a pull request or a log. */
export function hideSecrets(value: unknown, hidden = false): unknown {
  if (Array.isArray(value)) {
    return value.map(item => hideSecrets(item, hidden));
  }
  if (isTree(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        key,
        hideSecrets(item, hidden || SECRET_KEY.test(key)),
      ]),
    );
  }
  return hidden && typeof value === 'string' ? HIDDEN : value;
}

/** True where a path leads to a secret. */
export function isSecretPath(path: readonly string[]): boolean {
  return path.some(part => SECRET_KEY.test(part));
}
