// @ts-check
/**
 * @typedef {object} Schema - the part of JSON Schema that the generator writes
 * @property {string | string[]} [type]
 * @property {Record<string, Schema>} [properties]
 * @property {Schema | false} [additionalProperties]
 * @property {Schema} [items]
 * @property {string[]} [required]
 */

/** Fields that hold whatever somebody writes; the types make closed objects of them. */
const FREE_FORM = [
  '*.metadata.managedFields[].fieldsV1',
  'helm.toolkit.fluxcd.io/v2/HelmRelease.spec.values',
  'cert-manager.io/v1/ClusterIssuer.spec.acme.solvers[].dns01.webhook.config',
  'cert-manager.io/v1/Issuer.spec.acme.solvers[].dns01.webhook.config',
];

/** Fields that need no check: nobody writes a status, and rules of their own look at the triggers of KEDA. */
const UNCHECKED = [
  '*.status',
  'keda.sh/v1alpha1/ScaledJob.spec.triggers[].metadata',
  'keda.sh/v1alpha1/ScaledObject.spec.triggers[].metadata',
];

/** Fields that the types require, and for which the API server has a default. */
const WITH_DEFAULT = [
  'helm.toolkit.fluxcd.io/v2/HelmRelease.spec.chart.spec.verify.provider',
  'source.toolkit.fluxcd.io/v1/HelmChart.spec.verify.provider',
  'source.toolkit.fluxcd.io/v1/OCIRepository.spec.verify.provider',
];

/** Fields of Flux 2.9 that are newer than the types. */
const NEWER = [
  'kustomize.toolkit.fluxcd.io/v1/Kustomization.spec.ignore',
  'kustomize.toolkit.fluxcd.io/v1/Kustomization.spec.postBuild.substituteStrategy',
];

/**
 * Mends by hand what the types cannot say. A correction that fits nothing any
 * more, and an object without keys that nobody has looked at, is an error: the
 * packages have changed.
 *
 * @param {Record<string, Schema>} kinds - schemas by the name of the kind; they are changed
 * @returns {Record<string, Schema>} the same
 */
export function withCorrections(kinds) {
  const used = new Set();
  for (const [kind, schema] of Object.entries(kinds)) {
    correct(schema, kind, kind, used);
  }
  const unused = [...FREE_FORM, ...UNCHECKED, ...WITH_DEFAULT, ...NEWER].filter(
    path => !used.has(path),
  );
  if (unused.length > 0) {
    throw new Error(`corrections of nothing: ${unused.join(', ')}`);
  }
  return kinds;
}

/** The correction of a path, of one kind or of all. */
function correctionOf(
  /** @type {string[]} */ list,
  /** @type {string} */ path,
  /** @type {string} */ kind,
) {
  return list.find(
    item => item === path || item === `*${path.slice(kind.length)}`,
  );
}

function correct(
  /** @type {Schema} */ schema,
  /** @type {string} */ path,
  /** @type {string} */ kind,
  /** @type {Set<string>} */ used,
) {
  const { properties = {}, items, additionalProperties } = schema;
  for (const newer of NEWER) {
    const [, key] = newer.split(`${path}.`);
    if (newer.startsWith(`${path}.`) && !key.includes('.')) {
      if (Object.hasOwn(properties, key)) {
        throw new Error(`the types know ${newer} by now`);
      }
      properties[key] = {};
      used.add(newer);
    }
  }
  for (const [key, property] of Object.entries(properties)) {
    const at = `${path}.${key}`;
    const open = correctionOf([...FREE_FORM, ...UNCHECKED], at, kind);
    const optional = correctionOf(WITH_DEFAULT, at, kind);
    for (const correction of [open, optional]) {
      used.add(correction ?? '');
    }
    if (open) {
      properties[key] = {};
    } else {
      correct(property, at, kind, used);
    }
    if (optional || open === '*.status') {
      schema.required = schema.required?.filter(name => name !== key);
    }
  }
  if (
    schema.type === 'object' &&
    additionalProperties === false &&
    Object.keys(properties).length === 0
  ) {
    throw new Error(`${path} has no keys: is it free-form?`);
  }
  if (items) {
    correct(items, `${path}[]`, kind, used);
  }
  if (additionalProperties) {
    correct(additionalProperties, `${path}.*`, kind, used);
  }
}
