import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const FILE = resolve(__dirname, '../../templates/defaults.schema.json');

interface Schema {
  type?: string;
  enum?: unknown[];
  description?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
}

/** A setting of `templates/defaults.yaml`. */
export type SettingRow = [key: string, type: string, says: string];

function rowsOf(schema: Schema, prefix: string): SettingRow[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const key = `${prefix}${name}`;
    const inner = field.items ?? field;
    const suffix = field.items ? '[]' : '';
    const type = field.enum?.join(', ') ?? field.type ?? '';
    const row: SettingRow = [`${key}${suffix}`, type, field.description ?? ''];
    return [row, ...rowsOf(inner, `${key}${suffix}.`)];
  });
}

/** Every setting of a platform or cluster, with what stands inside of it. */
export function settingRows(): SettingRow[] {
  const schema: Schema = JSON.parse(readFileSync(FILE, 'utf8'));
  return rowsOf(schema.properties?.platform ?? {}, '');
}
