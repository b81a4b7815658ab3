import { Finding } from '@nats-portal/plugin-nats-common';

/** Rules about what is made of a value: of one that is refused already they would say the same again. */
const DERIVED = new Set([
  'ingress-unprotected',
  'name-entity',
  'name-kubernetes',
  'name-taken',
  'settings-ingress',
  'settings-text',
]);

/** Fields that the names of all entities begin with. */
const NAMING_FIELDS = ['cluster', 'name'];

/**
 * Each finding once, and of a value that is wrong in itself not what it would
 * do besides. The order stays.
 */
export function distinctFindings(findings: readonly Finding[]): Finding[] {
  const refused = new Set(
    findings
      .filter(({ id, severity }) => severity === 'error' && !DERIVED.has(id))
      .map(({ path }) => path),
  );
  const follows = ({ id, path }: Finding) =>
    (DERIVED.has(id) && refused.has(path)) ||
    (id === 'name-entity' && NAMING_FIELDS.some(field => refused.has(field)));
  const seen = new Set<string>();
  return findings.filter(finding => {
    const key = `${finding.id} ${finding.path}`;
    const first = !seen.has(key) && !follows(finding);
    seen.add(key);
    return first;
  });
}
