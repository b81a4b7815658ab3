import { Finding, PreviewedFinding } from '@nats-portal/plugin-nats-common';
import { keysOf, valueAt } from '../../preview/path';

/** The lists of a messaging spec, as templates call their fields. */
export const LISTS = ['streams', 'keyValues', 'objectStores'] as const;

/** One of {@link LISTS}. */
export type ListName = (typeof LISTS)[number];

function isBlank(value: unknown): boolean {
  return (
    value === undefined ||
    value === '' ||
    (Array.isArray(value) && value.length === 0)
  );
}

/**
 * Those of the findings that are about one list of a form, each with its path in the
 * form. Of what is still blank nothing is said: the form marks what is required, and
 * nobody wants to be told while filling it in.
 */
export function listFindings(
  findings: readonly (Finding | PreviewedFinding)[],
  name: ListName,
  form: Readonly<Record<string, unknown>>,
): Finding[] {
  return findings.flatMap(finding => {
    const path = finding.path.replace(/^messaging\./, '');
    const keys = keysOf(path);
    const isMine =
      !('file' in finding) &&
      keys[0] === name &&
      !isBlank(keys.reduce<unknown>(valueAt, form));
    return isMine ? [{ ...finding, path }] : [];
  });
}
