import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

function textBelow(folder: string, tests: boolean): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts') && name.endsWith('.test.ts') === tests)
    .map(name => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
}

/** Every rule about a repository, by group: nothing may drop out of the list, nor into it, unseen. */
const IDS: Readonly<Record<string, string>> = {
  values: `unknown-key pre-1-key natsbox-image-resources sidecar-resources podmonitor-labels
    container-resources-version key-version-gate type pvc-size-unit maxsize-over-pvc pvc-disabled
    gomemlimit-unit gomemlimit-ratio env-not-string env-as-list list-merge merge-field patch-path
    config-quoted-size config-null config-duration config-unknown-key config-type template-key
    substitution replicas-one replicas-even replicas-two monitor-off server-name-prefix
    noadvertise-https pod-management topology-list topology-missing resources-missing
    jetstream-small config-checksum startup-probe own-service-selector secret-inline network-policy`,
  tls: `empty monitor-without-nats monitor-secret no-ca verify-missing route-eku san-missing
    san-wildcard acme-internal issuer-namespace exporter-ca exporter-domain keda-https keda-ca
    duration context-url`,
  keda: `endpoint-headless endpoint-scheme endpoint-no-monitor required account-id unknown-key
    not-string consumer-undeclared ack-none inactive-threshold push-no-group no-fallback
    fallback-behavior deployment-replicas max-ack-pending activation cost duplicate-target bounds`,
  nack: `storage-missing replicas-missing ack-policy-missing ack-wait-missing duration unknown-field
    field-type field-value prevent-delete prune-guard prevent-update kv-needs-control-loop
    legacy-drift account-keys account-missing account-tlsfirst pinned-no-ttl sample-freq start
    limit-marker-unit duplicate-asset name-mismatch crds-policy secret-rbac`,
  flux: `chart-pin timeout strategy force upgrade-force depends-kind depends-order health-expr
    wait-healthchecks prune-namespace api-version source-ref values-from crds kustomization-list
    secret-plain duplicate-key yaml`,
  kubernetes: `unknown-field field-type field-value field-missing`,
};

/** A volume of the chart. */
const NO_RULES = ['tls-ca'];

const ids = Object.entries(IDS).flatMap(([group, names]) =>
  names.split(/\s+/).map(name => `${group}-${name}`),
);

/** Rules of a messaging spec that lint asks about the objects of NACK; they have tests of their own, too. */
const messaging = resolve(__dirname, '../../../nats-common/src/messaging');
const code = textBelow(__dirname, false);
const codeOfAll = `${code}\n${textBelow(messaging, false)}`;
const tests = textBelow(join(__dirname, 'rules'), true);

describe('rule ids', () => {
  it('in the code are those of the list', () => {
    const inCode = [
      ...code.matchAll(
        /'((?:values|tls|keda|nack|flux|kubernetes)-[a-z0-9-]+)'/g,
      ),
    ].map(([, id]) => id);
    const unlisted = [...new Set(inCode)].filter(
      id => !ids.includes(id) && !NO_RULES.includes(id),
    );
    expect(unlisted).toEqual([]);
  });

  it('are each listed once', () => {
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  });

  it.each(ids)('%s is found', id => {
    expect(codeOfAll).toContain(`'${id}'`);
  });

  it.each(ids)('%s fires in a test', id => {
    expect(tests).toContain(`'${id}'`);
  });
});
