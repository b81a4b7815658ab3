import { MESSAGING_RULE_IDS } from '@nats-portal/plugin-nats-common';
import { quote } from '../settings/findings';
import { didYouMean } from './schemas/nearestName';

/**
 * Every rule about a repository, by the test that has its pair: nothing may drop
 * out of the list, nor into it, unseen.
 */
export const RULE_IDS = {
  'catalog/catalogRules': [
    'catalog-annotation',
    'catalog-name',
    'catalog-scaling',
  ],
  'flux/delivery': [
    'flux-chart-pin',
    'flux-crds',
    'flux-force',
    'flux-prune-namespace',
    'flux-strategy',
    'flux-timeout',
    'flux-upgrade-force',
    'flux-values-from',
    'nack-crds-policy',
  ],
  'flux/dependencies': ['flux-depends-kind', 'flux-depends-order'],
  'flux/files': [
    'flux-api-version',
    'flux-duplicate-key',
    'flux-kustomization-list',
    'flux-secret-plain',
    'flux-yaml',
  ],
  'flux/health': ['flux-health-expr', 'flux-wait-healthchecks'],
  'flux/sources': ['flux-source-ref'],
  'flux/substitution': ['values-substitution'],
  'jetstream/abandonedMessages': ['js-max-deliver-no-dlq'],
  'jetstream/jetStreamRules': [
    'js-backoff-length',
    'js-consumer-stream',
    'js-filter-outside',
    'js-kv-history',
    'js-level',
    'js-memory-store',
    'js-mirror-mix',
    'js-name',
    'js-replicas-cluster',
    'js-replicas-standalone',
    'js-reservation',
    'js-subject-overlap',
    'keda-ack-none',
    'keda-activation',
    'keda-bounds',
    'keda-inactive-threshold',
    'keda-max-ack-pending',
    'keda-push-no-group',
  ],
  'keda/kedaRules': [
    'keda-cost',
    'keda-account-id',
    'keda-consumer-undeclared',
    'keda-deployment-replicas',
    'keda-duplicate-target',
    'keda-endpoint-headless',
    'keda-endpoint-no-monitor',
    'keda-endpoint-scheme',
    'keda-fallback-behavior',
    'keda-no-fallback',
    'keda-not-string',
    'keda-required',
    'keda-unknown-key',
    'tls-keda-https',
  ],
  'nack/nackRules': [
    'nack-account-keys',
    'nack-account-missing',
    'nack-account-tlsfirst',
    'nack-ack-policy-missing',
    'nack-ack-wait-missing',
    'nack-duplicate-asset',
    'nack-duration',
    'nack-field-type',
    'nack-field-value',
    'nack-kv-needs-control-loop',
    'nack-legacy-drift',
    'nack-limit-marker-unit',
    'nack-name-mismatch',
    'nack-pinned-no-ttl',
    'nack-prevent-delete',
    'nack-prevent-update',
    'nack-prune-guard',
    'nack-replicas-missing',
    'nack-sample-freq',
    'nack-secret-rbac',
    'nack-start',
    'nack-storage-missing',
    'nack-unknown-field',
  ],
  'reference/referenceRules': [
    'peers-leafnode',
    'peers-plain',
    'peers-unverified',
    'reference-account',
    'reference-image',
    'reference-kind',
    'reference-placement',
    'reference-namespace',
    'reference-path',
    'reference-reach',
    'reference-secret',
    'reference-selector',
    'reference-server',
    'reference-target',
    'reference-user',
    'reference-volume',
  ],
  'tls/tlsRules': [
    'tls-acme-internal',
    'tls-context-url',
    'tls-duration',
    'tls-empty',
    'tls-exporter-ca',
    'tls-exporter-domain',
    'tls-issuer-namespace',
    'tls-keda-ca',
    'tls-monitor-without-nats',
    'tls-no-ca',
    'tls-route-eku',
    'tls-san-missing',
    'tls-san-wildcard',
    'tls-verify-missing',
  ],
  'kubernetes/kubernetesRules': [
    'kubernetes-field-missing',
    'kubernetes-field-type',
    'kubernetes-field-value',
    'kubernetes-unknown-field',
  ],
  'values/config': [
    'values-config-duration',
    'values-config-null',
    'values-config-quoted-size',
    'values-config-type',
    'values-config-unknown-key',
  ],
  'values/container': [
    'values-env-as-list',
    'values-env-not-string',
    'values-gomemlimit-ratio',
    'values-gomemlimit-unit',
    'values-image-tag',
    'values-resources-missing',
  ],
  'values/disruption': ['values-disruption-budget'],
  'values/exposure': [
    'values-network-policy',
    'values-own-service-selector',
    'values-secret-inline',
  ],
  'values/keys': [
    'tls-monitor-secret',
    'values-container-resources-version',
    'values-key-version-gate',
    'values-natsbox-image-resources',
    'values-podmonitor-labels',
    'values-pre-1-key',
    'values-sidecar-resources',
    'values-type',
    'values-unknown-key',
  ],
  'values/merge': ['values-list-merge', 'values-template-key'],
  'values/names': [
    'values-gateway-name',
    'values-noadvertise-https',
    'values-server-name-prefix',
  ],
  'values/objects': ['values-merge-field', 'values-patch-path'],
  'values/servers': [
    'values-config-checksum',
    'values-jetstream-small',
    'values-monitor-off',
    'values-pod-management',
    'values-replicas-even',
    'values-replicas-one',
    'values-replicas-two',
    'values-startup-probe',
    'values-topology-domains',
    'values-topology-list',
    'values-topology-missing',
  ],
  'values/stores': [
    'values-maxsize-over-pvc',
    'values-pvc-disabled',
    'values-pvc-size-unit',
  ],
} as const;

const known: readonly string[] = [
  ...new Set([...Object.values(RULE_IDS).flat(), ...MESSAGING_RULE_IDS]),
];

/**
 * What is wrong with a list of rules that are to be left out: a misspelt one
 * would leave nothing out, and nobody would know.
 *
 * @returns a message for each id that no rule has, with the one that was probably meant
 * @public
 */
export function explainUnknownRules(ids: readonly string[]): string[] {
  return [...new Set(ids)]
    .filter(id => !known.includes(id))
    .map(id => `there is no rule ${quote(id)}${didYouMean(id, known)}`);
}
