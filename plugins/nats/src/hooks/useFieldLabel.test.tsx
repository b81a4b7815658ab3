import { renderHook } from '@testing-library/react';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ReactNode } from 'react';
import { parse } from 'yaml';
import { answering } from '../__testUtils__/renderEntity';
import { entityStatus } from '../__testUtils__/statuses';
import { TestApis } from '../__testUtils__/TestApis';
import { useFieldLabel } from './useFieldLabel';

const templates = resolve(__dirname, '../../../../templates');

function labels(form: unknown = {}) {
  const wrapper = ({ children }: { children: ReactNode }) => (
    <TestApis natsApi={answering(entityStatus())}>{children}</TestApis>
  );
  return renderHook(() => useFieldLabel(form), { wrapper }).result.current;
}

interface Schema {
  title?: string;
  'ui:field'?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  dependencies?: Record<string, { oneOf: Schema[] }>;
}

/** The fields of a form that findings can be about, with their titles. */
function titlesIn(schema: Schema): [string, string][] {
  const own = Object.entries(schema.properties ?? {}).flatMap(
    ([name, field]): [string, string][] => [
      ...(field.title ? [[name, field.title] as [string, string]] : []),
      ...titlesIn(field),
    ],
  );
  const dependent = Object.values(schema.dependencies ?? {}).flatMap(
    ({ oneOf }) => oneOf.flatMap(titlesIn),
  );
  return [
    ...own,
    ...(schema.items ? titlesIn(schema.items) : []),
    ...dependent,
  ];
}

/** Fields that no finding is about: they are the template's own. */
const OF_THE_TEMPLATE = [
  'preview',
  'publish',
  'repository',
  'repoUrl',
  'branch',
];

describe('the label of a field', () => {
  const { spec } = parse(
    readFileSync(resolve(templates, 'nats-broker/template.yaml'), 'utf8'),
  );
  const titles = (spec.parameters as Schema[])
    .flatMap(titlesIn)
    .filter(([name]) => !OF_THE_TEMPLATE.includes(name));

  it('is looked for in the whole form', () => {
    expect(titles.length).toBeGreaterThan(35);
  });

  it.each(titles)('of %s is %s, as in the form', (name, title) => {
    expect(labels()(name)).toBe(title);
  });

  it('says which stream and consumer it is of', () => {
    const form = {
      streams: [{ name: 'JOBS', consumers: [{ durableName: 'echo' }] }],
    };
    expect(labels(form)('messaging.streams[0].consumers[0].worker.image')).toBe(
      'Stream JOBS › Consumer echo › Worker › Image',
    );
  });

  it('says which bucket it is of', () => {
    const form = { keyValues: [{ bucket: 'settings' }], objectStores: [{}] };
    expect(labels(form)('messaging.keyValues[0].ttl')).toBe(
      'Key-value bucket settings › Time to live',
    );
    expect(labels(form)('messaging.objectStores[0].bucket')).toBe(
      'Object store 1 › Name',
    );
  });

  it('is the field itself where the form has none', () => {
    expect(labels()('messaging.streams[0].allowDirect')).toBe(
      'Stream 1 › allowDirect',
    );
  });
});
