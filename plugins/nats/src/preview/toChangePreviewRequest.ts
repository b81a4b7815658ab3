import { ChangePreviewRequest } from '@nats-portal/plugin-nats-common';

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

/**
 * What the form of a change holds so far as a request for a preview;
 * `undefined` before a broker is chosen. Fields of other types than expected
 * count as blank: the form itself says what is wrong with them.
 */
export function toChangePreviewRequest(
  form: Readonly<Record<string, unknown>>,
): ChangePreviewRequest | undefined {
  const { broker, servers, remove } = form;
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
  const removed = (Array.isArray(remove) ? remove : []).filter(
    (name): name is string => typeof name === 'string',
  );
  return {
    entityRef: broker,
    ...Object.fromEntries(texts),
    ...(typeof servers === 'number' ? { servers } : {}),
    ...Object.fromEntries(lists),
    ...(removed.length > 0 ? { remove: removed } : {}),
  };
}
