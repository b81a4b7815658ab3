// @ts-check

/** Words of the schema language, which say nothing of what is described. */
const SCHEMA_KEYWORDS = ['properties', 'items', 'additionalProperties'];

/** A schema that is shorter than this is written where it is used. */
const SHORT = 60;

/**
 * Writes what several places have once, below a name of its own: a pod is in
 * seven kinds.
 *
 * @param {Record<string, object>} kinds - schemas by the name of the kind
 * @returns {Record<string, object>} the same, with `$ref` to what they share
 */
export function shareDefinitions(kinds) {
  /** @type {Map<string, number>} */
  const seen = new Map();
  forEachSchema(Object.values(kinds), schema => {
    const text = JSON.stringify(schema);
    const times = (seen.get(text) ?? 0) + 1;
    seen.set(text, times);
    // What is inside of a copy is shared with it.
    return times === 1;
  });

  /** @type {Map<string, string>} */
  const names = new Map();
  /** @type {Record<string, object>} */
  const definitions = {};

  /** @returns {unknown} */
  function shared(/** @type {unknown} */ value, /** @type {string} */ key) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return value;
    }
    const text = JSON.stringify(value);
    if (!isSchema(value) || text.length < SHORT || (seen.get(text) ?? 0) < 2) {
      return withSharedParts(value, key);
    }
    const known = names.get(text);
    const name = known ?? unusedName(key, definitions);
    if (known === undefined) {
      names.set(text, name);
      definitions[name] = {};
      definitions[name] = withSharedParts(value, key);
    }
    return { $ref: `#/definitions/${name}` };
  }

  function withSharedParts(
    /** @type {object} */ value,
    /** @type {string} */ key,
  ) {
    return Object.fromEntries(
      Object.entries(value).map(([name, part]) => [
        name,
        shared(part, SCHEMA_KEYWORDS.includes(name) ? key : name),
      ]),
    );
  }

  for (const [name, schema] of Object.entries(kinds)) {
    definitions[name] = withSharedParts(schema, name);
  }
  return definitions;
}

function isSchema(/** @type {object} */ value) {
  return 'type' in value && typeof value.type !== 'object';
}

function unusedName(
  /** @type {string} */ key,
  /** @type {Record<string, object>} */ used,
) {
  for (let i = 1; ; i++) {
    const name = i === 1 ? key : `${key}${i}`;
    if (!Object.hasOwn(used, name)) {
      return name;
    }
  }
}

function forEachSchema(
  /** @type {unknown} */ value,
  /** @type {(schema: object) => boolean} */ visit,
) {
  if (typeof value !== 'object' || value === null) {
    return;
  }
  if (!Array.isArray(value) && isSchema(value) && !visit(value)) {
    return;
  }
  for (const part of Object.values(value)) {
    forEachSchema(part, visit);
  }
}
