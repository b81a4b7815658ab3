import { PreviewRequest } from '@nats-portal/plugin-nats-common';

const TEXTS = [
  'name',
  'owner',
  'system',
  'storageSize',
  'storageClass',
  'memory',
  'cpu',
] as const;

/**
 * What a form holds so far as a request for a preview; `undefined` before a
 * cluster is chosen. Fields of other types than expected count as blank: the
 * form itself says what is wrong with them.
 */
export function toPreviewRequest(
  form: Readonly<Record<string, unknown>>,
): PreviewRequest | undefined {
  const { cluster, servers, streams } = form;
  if (typeof cluster !== 'string' || cluster === '') {
    return undefined;
  }
  const texts = Object.fromEntries(
    TEXTS.flatMap(name => {
      const value = form[name];
      return typeof value === 'string' && value !== '' ? [[name, value]] : [];
    }),
  );
  return {
    ...texts,
    cluster,
    ...(typeof servers === 'number' ? { servers } : {}),
    messaging: { streams: streams ?? [] },
  };
}
