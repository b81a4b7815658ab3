import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { golden } from '../__testUtils__/golden';
import { platformDefaultsJsonSchema } from './platformDefaultsJsonSchema';

const templates = resolve(__dirname, '../../../../templates');
const shipped = readFileSync(resolve(templates, 'defaults.yaml'), 'utf8');

describe('the schema of the defaults', () => {
  // Back from JSON, so that nothing but what an editor reads is asked.
  const schema = z.fromJSONSchema(
    JSON.parse(JSON.stringify(platformDefaultsJsonSchema())),
  );

  it('is in step with the committed one', () => {
    const text = `${JSON.stringify(platformDefaultsJsonSchema(), null, 2)}\n`;
    expect(text).toBe(golden(resolve(templates, 'defaults.schema.json'), text));
  });

  it('is named in the first line of the defaults', () => {
    expect(shipped.split('\n')[0]).toBe(
      '# yaml-language-server: $schema=./defaults.schema.json',
    );
  });

  it('takes the defaults', () => {
    expect(schema.safeParse(parse(shipped)).error).toBeUndefined();
  });

  it.each([
    ['servers: 3', 'servers: 4'],
    ['storageSize: 20Gi', 'storageSize: 1.5Gi'],
    ['  storageCopies: 1', '  storagCopies: 1'],
    ['spread: strict', 'spread: wide'],
    ['kind: ClusterIssuer', 'kind: Cluster'],
    ['maxReplicaCount: 5', 'maxReplicaCount: 0'],
  ])('sees what is wrong when %s becomes %s', (right, wrong) => {
    expect(shipped).toContain(right);
    const { success } = schema.safeParse(parse(shipped.replace(right, wrong)));
    expect(success).toBe(false);
  });

  it('says of every setting what it is, at any depth', () => {
    const silent = (node: unknown, path: string): string[] => {
      if (typeof node !== 'object' || node === null) {
        return [];
      }
      const { properties = {}, ...rest } = node as {
        properties?: Record<string, { description?: string }>;
      };
      return [
        ...Object.entries(properties).flatMap(([key, property]) => [
          ...(property.description ? [] : [`${path}.${key}`]),
          ...silent(property, `${path}.${key}`),
        ]),
        ...Object.values(rest).flatMap(part => silent(part, path)),
      ];
    };
    const whole = JSON.parse(JSON.stringify(platformDefaultsJsonSchema()));
    expect(silent(whole, '')).toEqual([]);
  });
});
