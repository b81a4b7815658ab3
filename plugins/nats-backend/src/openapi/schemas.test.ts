import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { schemasOfTypes } from './__testUtils__/schemasOfTypes';

const path = join(__dirname, '../../openapi.yaml');

describe('openapi.yaml', () => {
  it('has the schemas of the types', () => {
    const document = parseDocument(readFileSync(path, 'utf8'));
    const schemas = schemasOfTypes();
    if (process.env.UPDATE_GOLDEN === '1') {
      document.setIn(['components', 'schemas'], document.createNode(schemas));
      writeFileSync(path, document.toString());
    }
    expect(document.toJS().components.schemas).toEqual(schemas);
  });
});
