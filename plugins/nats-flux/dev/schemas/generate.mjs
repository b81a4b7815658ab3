// @ts-check
/**
 * Writes the JSON Schemas of Kubernetes' and the controllers' kinds, made of the
 * types of the packages `kubernetes-models` and `@kubernetes-models/*`:
 *
 *     npm run schemas             writes src/lint/schemas/generatedKinds.json
 *     npm run schemas -- --check  ends with 1 where that is not what is committed
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createGenerator } from 'ts-json-schema-generator';
import { shareDefinitions } from './shareDefinitions.mjs';
import { withCorrections } from './withCorrections.mjs';

const TARGET = fileURLToPath(
  new URL('../../src/lint/schemas/generatedKinds.json', import.meta.url),
);

function schemasOfTypes() {
  const { properties } = createGenerator({
    path: fileURLToPath(new URL('./kinds.ts', import.meta.url)),
    tsconfig: fileURLToPath(new URL('./tsconfig.json', import.meta.url)),
    type: 'Kinds',
    // Packages have types of the same name, so each place gets its own at first.
    expose: 'none',
    topRef: false,
    // No descriptions: they are most of the bytes, and nothing shows them.
    jsDoc: 'none',
    additionalProperties: false,
    skipTypeCheck: true,
  }).createSchema('Kinds');
  return /** @type {Record<string, import('./withCorrections.mjs').Schema>} */ (
    properties
  );
}

/** One definition a line, so that a review shows which changed. */
function format(/** @type {Record<string, object>} */ definitions) {
  const lines = Object.entries(definitions).map(
    ([name, schema]) => `${JSON.stringify(name)}:${JSON.stringify(schema)}`,
  );
  return `{"$schema":"http://json-schema.org/draft-07/schema#","definitions":{\n${lines.join(
    ',\n',
  )}\n}}\n`;
}

const text = format(shareDefinitions(withCorrections(schemasOfTypes())));
if (!process.argv.includes('--check')) {
  writeFileSync(TARGET, text);
} else if (readFileSync(TARGET, 'utf8') !== text) {
  console.error(
    'src/lint/schemas/generatedKinds.json is not what the types of the packages give; run npm run schemas',
  );
  process.exitCode = 1;
}
