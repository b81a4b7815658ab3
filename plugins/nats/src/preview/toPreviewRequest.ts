import { PreviewRequest } from '@nats-portal/plugin-nats-common';
import { accountsOf } from './accountsOf';

const TEXTS = [
  'name',
  'owner',
  'system',
  'storageSize',
  'storageClass',
  'memory',
  'cpu',
  'memoryStoreSize',
  'monitoringHost',
] as const;

const PROVISIONING = ['automatic', 'flux', 'portal'] as const;

const LAYOUTS = ['repository', 'fleet'] as const;

const SOURCE_KINDS = [
  'GitRepository',
  'OCIRepository',
  'Bucket',
  'ExternalArtifact',
] as const;

function textsOf(
  names: readonly string[],
  form: Readonly<Record<string, unknown>>,
): Record<string, string> {
  return Object.fromEntries(
    names.flatMap(name => {
      const value = form[name];
      return typeof value === 'string' && value !== '' ? [[name, value]] : [];
    }),
  );
}

function sourceOf(value: unknown): Pick<PreviewRequest, 'source'> {
  if (typeof value !== 'object' || value === null) {
    return {};
  }
  const form: Record<string, unknown> = { ...value };
  const kind = SOURCE_KINDS.find(it => it === form.kind);
  return {
    source: {
      ...(kind ? { kind } : {}),
      ...textsOf(['name', 'namespace'], form),
    },
  };
}

/**
 * What a form holds so far as a request for a preview; `undefined` before a
 * cluster is chosen. Fields of other types than expected count as blank: the
 * form itself says what is wrong with them.
 */
export function toPreviewRequest(
  form: Readonly<Record<string, unknown>>,
): PreviewRequest | undefined {
  const { cluster, servers, streams, keyValues, objectStores } = form;
  const provisioning = PROVISIONING.find(it => it === form.provisioning);
  const layout = LAYOUTS.find(it => it === form.layout);
  if (typeof cluster !== 'string' || cluster === '') {
    return undefined;
  }
  return {
    ...textsOf(TEXTS, form),
    cluster,
    ...(typeof servers === 'number' ? { servers } : {}),
    ...(provisioning ? { provisioning } : {}),
    ...accountsOf(form.accounts),
    ...(layout ? { layout } : {}),
    ...(layout === 'fleet' ? sourceOf(form.source) : {}),
    messaging: {
      streams: streams ?? [],
      ...(keyValues === undefined ? {} : { keyValues }),
      ...(objectStores === undefined ? {} : { objectStores }),
    },
  };
}
