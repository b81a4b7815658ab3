import { natsPermissions } from '@nats-portal/plugin-nats-common';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import request from 'supertest';
import { startScaffolder } from '../startScaffolder';
import { annotationRows } from './annotationRows';
import { configurationRows } from './configurationRows';
import { dependencies, packageGraph } from './packageGraph';
import { lintRules, verdictRuleRows } from './ruleRows';
import { settingRows } from './settingRows';

jest.setTimeout(120_000);

const root = resolve(__dirname, '../..');
const file = join(root, 'docs/reference.md');
const architecture = join(root, 'docs/architecture.md');

/** As `npm run check` wants it. */
function formatMarkdown(text: string): string {
  return execFileSync(
    join(root, 'node_modules/.bin/prettier'),
    ['--stdin-filepath', file],
    { cwd: root, input: text, encoding: 'utf8' },
  );
}

/** A document as it is; where that is asked for, it is first written as it should be. */
function documentAt(path: string, text: string): string {
  if (process.env.UPDATE_REFERENCE) {
    writeFileSync(path, text);
  }
  return readFileSync(path, 'utf8');
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) =>
    `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join(
    '\n',
  );
}

const code = (text: string) => (text ? `\`${text}\`` : '');

interface Action {
  id: string;
  description: string;
  schema: { input: { properties: Record<string, { description?: string }> } };
}

async function listActions(): Promise<Action[]> {
  const { server } = await startScaffolder();
  const { body } = await request(server).get('/api/scaffolder/v2/actions');
  return body
    .filter(({ id }: Action) => id.startsWith('nats:'))
    .sort((a: Action, b: Action) => a.id.localeCompare(b.id));
}

function actionSection({ id, description, schema }: Action): string {
  const inputs = Object.entries(schema.input.properties);
  return [
    `### ${code(id)}`,
    description,
    table(
      ['input', 'means'],
      inputs.map(([name, input]) => [code(name), input.description ?? '']),
    ),
  ].join('\n\n');
}

describe('docs/architecture.md', () => {
  it('has a picture of what the code imports; npm run reference draws it', () => {
    const text = readFileSync(architecture, 'utf8');
    const begin = '<!-- packages: written by npm run reference -->\n';
    const end = '<!-- end of packages -->';
    const [before, rest] = text.split(begin);
    const [, after] = rest.split(end);
    const drawn = `${before}${begin}\n${packageGraph()}\n\n${end}${after}`;
    expect(documentAt(architecture, drawn)).toBe(drawn);
  });

  it('can say that no package needs one that needs it', () => {
    const needs = new Map<string, string[]>();
    for (const [from, to] of dependencies()) {
      needs.set(from, [...(needs.get(from) ?? []), to]);
    }
    const reach = (name: string): string[] =>
      (needs.get(name) ?? []).flatMap(each => [each, ...reach(each)]);
    const names = [...needs.keys()];
    expect(names).toContain('nats-backend');
    expect(names.filter(name => reach(name).includes(name))).toEqual([]);
    // A browser gets the vocabulary only, and the vocabulary nothing.
    expect(needs.get('nats')).toEqual(['nats-common']);
    expect(names).not.toContain('nats-common');
  });
});

describe('docs/reference.md', () => {
  it('is what the code says; npm run reference writes it', async () => {
    const actions = await listActions();
    expect(actions.length).toBeGreaterThan(5);
    const text = [
      '# Reference',
      'Written from the schemas and declarations in the code; a test compares it.',
      '## Configuration',
      'Of `app-config.yaml`; what is secret never leaves the backend.',
      table(
        ['key', 'type', 'secret', 'means'],
        configurationRows().map(({ key, type, isSecret, says }) => [
          code(key),
          code(type),
          isSecret ? 'yes' : '',
          says,
        ]),
      ),
      '## Annotations',
      table(
        ['of an entity', 'means'],
        annotationRows().map(([name, says]) => [code(name), says]),
      ),
      '## Permissions',
      table(
        ['permission', 'action'],
        natsPermissions.map(({ name, attributes }) => [
          code(name),
          attributes.action ?? '',
        ]),
      ),
      '## Settings',
      'Of `templates/defaults.yaml`, below `platform` and below each of `clusters`.',
      table(
        ['setting', 'type', 'means'],
        settingRows().map(([key, type, says]) => [code(key), type, says]),
      ),
      '## Actions',
      ...actions.map(actionSection),
      '## Rules of verdicts',
      table(['rule', 'of', 'levels', 'says'], verdictRuleRows()),
      '## Rules of repositories',
      'What each finding says, it says with the place and how to mend it; `nats-lint --ignore` takes these ids.',
      lintRules().map(code).join(', '),
    ].join('\n\n');
    const formatted = formatMarkdown(`${text}\n`);
    expect(documentAt(file, formatted)).toBe(formatted);
  });
});
