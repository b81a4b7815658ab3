import { ChangePreviewRequest } from '@nats-portal/plugin-nats-common';
import { accountsOf } from './accountsOf';

const TEXTS = [
  'storageSize',
  'storageClass',
  'memory',
  'cpu',
  'memoryStoreSize',
  'chartVersion',
  'monitoringHost',
] as const;

const LISTS = ['streams', 'keyValues', 'objectStores'] as const;

function namesOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : []).filter(
    (name): name is string => typeof name === 'string',
  );
}

/**
 * What the form of a change holds so far as a request for a preview;
 * `undefined` before a broker is chosen. Fields of other types than expected
 * count as blank: the form itself says what is wrong with them.
 */
export function toChangePreviewRequest(
  form: Readonly<Record<string, unknown>>,
): ChangePreviewRequest | undefined {
  const { broker, servers, remove, removeAccounts } = form;
  if (typeof broker !== 'string' || broker === '') {
    return undefined;
  }
  const texts = TEXTS.flatMap(name => {
    const value = form[name];
    return typeof value === 'string' && value !== '' ? [[name, value]] : [];
  });
  const lists = LISTS.flatMap(name =>
    form[name] === undefined ? [] : [[name, form[name]]],
  );
  const removed = namesOf(remove);
  const goingAccounts = namesOf(removeAccounts);
  return {
    entityRef: broker,
    ...Object.fromEntries(texts),
    ...(typeof servers === 'number' ? { servers } : {}),
    ...Object.fromEntries(lists),
    ...accountsOf(form.accounts),
    ...(goingAccounts.length > 0 ? { removeAccounts: goingAccounts } : {}),
    ...(removed.length > 0 ? { remove: removed } : {}),
  };
}
