import { JsonSchema } from '../schemas/JsonSchema';
import { kindDefinitions } from '../schemas/kinds';
import { isSetAt, KeyPath } from './data';
import { UNKNOWN } from './jsonPatch';
import { isOn, NatsRelease } from './NatsRelease';

/** An object that the chart renders, and that `merge` and `patch` beside it change. */
export interface ChartObject {
  /** Where `merge` and `patch` are in the values. */
  path: KeyPath;
  schema: JsonSchema;
  /** What the chart makes of it, without merge and patch. */
  rendered: Record<string, unknown>;
  /** The value that switches it on, and what it is where nobody says; always on where it is left out. */
  enabled?: { path: KeyPath; otherwise: boolean };
}

/** The schema of a part of a kind. */
function partOf(kind: string, ...keys: string[]): JsonSchema {
  const REFERENCE = '#/definitions/';
  const resolved = (schema: JsonSchema): JsonSchema =>
    schema.$ref
      ? resolved(kindDefinitions[schema.$ref.slice(REFERENCE.length)])
      : schema;
  return keys.reduce<JsonSchema>(
    (schema, key) =>
      resolved((key === '[]' ? schema.items : schema.properties?.[key]) ?? {}),
    resolved(kindDefinitions[kind]),
  );
}

const container = partOf('v1/Pod', 'spec', 'containers', '[]');
const podTemplate = partOf('apps/v1/StatefulSet', 'spec', 'template');

/** Whether something is rendered depends on values: then it may be there. */
function only(condition: boolean, rendered: Record<string, unknown>) {
  return condition ? rendered : {};
}

function known(...keys: string[]): Record<string, unknown> {
  return Object.fromEntries(keys.map(key => [key, UNKNOWN]));
}

const probe = () => ({
  httpGet: known('path', 'port', 'scheme'),
  ...known(
    'initialDelaySeconds',
    'timeoutSeconds',
    'periodSeconds',
    'successThreshold',
    'failureThreshold',
  ),
});

function object(spec: Record<string, unknown>) {
  return { ...known('apiVersion', 'kind', 'metadata'), spec };
}

/**
 * The objects of Kubernetes that the chart 2.14.2 renders, where their merge and
 * patch can be judged. What is named here may be there; what is not named is not.
 */
export function chartObjects(release: NatsRelease): ChartObject[] {
  const { values } = release;
  const env = (path: KeyPath) => only(isSetAt(values, path), known('env'));
  const monitor = isOn(values, ['config', 'monitor', 'enabled'], true);
  return [
    {
      path: ['container'],
      schema: container,
      rendered: {
        ...known('name', 'image', 'imagePullPolicy', 'ports', 'args', 'env'),
        ...known('lifecycle', 'volumeMounts'),
        ...only(monitor, {
          startupProbe: probe(),
          readinessProbe: probe(),
          livenessProbe: probe(),
        }),
        ...only(
          isSetAt(values, ['container', 'resources']),
          known('resources'),
        ),
      },
    },
    {
      path: ['reloader'],
      enabled: { path: ['reloader', 'enabled'], otherwise: true },
      schema: container,
      rendered: {
        ...known('name', 'image', 'imagePullPolicy', 'args', 'volumeMounts'),
        ...env(['reloader', 'env']),
      },
    },
    {
      path: ['promExporter'],
      enabled: { path: ['promExporter', 'enabled'], otherwise: false },
      schema: container,
      rendered: {
        ...known('name', 'image', 'imagePullPolicy', 'ports', 'args'),
        ...env(['promExporter', 'env']),
      },
    },
    {
      path: ['promExporter', 'podMonitor'],
      enabled: {
        path: ['promExporter', 'podMonitor', 'enabled'],
        otherwise: false,
      },
      schema: partOf('monitoring.coreos.com/v1/PodMonitor'),
      rendered: object({
        ...known('selector'),
        podMetricsEndpoints: [known('port')],
      }),
    },
    {
      path: ['service'],
      enabled: { path: ['service', 'enabled'], otherwise: true },
      schema: partOf('v1/Service'),
      rendered: object(known('selector', 'ports')),
    },
    {
      path: ['headlessService'],
      schema: partOf('v1/Service'),
      rendered: object(
        known('selector', 'ports', 'clusterIP', 'publishNotReadyAddresses'),
      ),
    },
    {
      path: ['statefulSet'],
      schema: partOf('apps/v1/StatefulSet'),
      rendered: object(
        known(
          'selector',
          'replicas',
          'serviceName',
          'podManagementPolicy',
          'template',
          'volumeClaimTemplates',
        ),
      ),
    },
    {
      path: ['podTemplate'],
      schema: podTemplate,
      rendered: {
        ...known('metadata'),
        spec: {
          ...known('containers', 'volumes', 'enableServiceLinks'),
          ...known('shareProcessNamespace', 'serviceAccountName'),
          ...known('imagePullSecrets', 'terminationGracePeriodSeconds'),
          ...only(
            isSetAt(values, ['podTemplate', 'topologySpreadConstraints']),
            known('topologySpreadConstraints'),
          ),
        },
      },
    },
    {
      path: ['podDisruptionBudget'],
      enabled: { path: ['podDisruptionBudget', 'enabled'], otherwise: true },
      schema: partOf('policy/v1/PodDisruptionBudget'),
      rendered: object(known('maxUnavailable', 'selector')),
    },
    {
      path: ['configMap'],
      schema: partOf('v1/ConfigMap'),
      rendered: known('apiVersion', 'kind', 'metadata', 'data'),
    },
    {
      path: ['serviceAccount'],
      enabled: { path: ['serviceAccount', 'enabled'], otherwise: false },
      schema: partOf('v1/ServiceAccount'),
      rendered: known('apiVersion', 'kind', 'metadata'),
    },
    {
      path: ['config', 'jetstream', 'fileStore', 'pvc'],
      enabled: { path: ['config', 'jetstream', 'enabled'], otherwise: false },
      schema: partOf('v1/PersistentVolumeClaim'),
      rendered: object(known('accessModes', 'resources', 'storageClassName')),
    },
    {
      path: ['config', 'websocket', 'ingress'],
      enabled: {
        path: ['config', 'websocket', 'ingress', 'enabled'],
        otherwise: false,
      },
      schema: partOf('networking.k8s.io/v1/Ingress'),
      rendered: object(known('ingressClassName', 'rules', 'tls')),
    },
    {
      path: ['natsBox', 'container'],
      enabled: { path: ['natsBox', 'enabled'], otherwise: true },
      schema: container,
      // What stands there depends on the contexts; only what nothing sets is not there.
      rendered: known(
        ...Object.keys(container.properties ?? {}).filter(
          key => !['securityContext', 'livenessProbe'].includes(key),
        ),
      ),
    },
    {
      path: ['natsBox', 'deployment'],
      enabled: { path: ['natsBox', 'enabled'], otherwise: true },
      schema: partOf('apps/v1/Deployment'),
      rendered: object(known('selector', 'replicas', 'template')),
    },
    {
      path: ['natsBox', 'podTemplate'],
      enabled: { path: ['natsBox', 'enabled'], otherwise: true },
      schema: podTemplate,
      rendered: {
        ...known('metadata'),
        spec: known(
          'containers',
          'volumes',
          'enableServiceLinks',
          'serviceAccountName',
          'imagePullSecrets',
        ),
      },
    },
  ];
}
