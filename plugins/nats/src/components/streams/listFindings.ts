import { checkMessaging, Finding } from '@nats-portal/plugin-nats-common';
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
 * What is wrong with one list of a form. Of what is still blank nothing is said: the
 * form marks what is required, and nobody wants to be told while filling it in.
 *
 * @param form - the other lists, which a list is checked against
 */
export function listFindings(
  name: ListName,
  form: Readonly<Record<string, unknown>>,
): Finding[] {
  const messaging = Object.fromEntries(
    LISTS.map(list => [list, Array.isArray(form[list]) ? form[list] : []]),
  );
  return checkMessaging(messaging).findings.filter(({ path }) => {
    const keys = keysOf(path);
    return keys[0] === name && !isBlank(keys.reduce(valueAt, messaging));
  });
}
