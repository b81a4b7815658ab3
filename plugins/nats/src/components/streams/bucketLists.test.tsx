import { ScaffolderRJSFField } from '@backstage/plugin-scaffolder-react';
import {
  createAsyncValidators,
  extractSchemaFromStep,
  Form,
} from '@backstage/plugin-scaffolder-react/alpha';
// The scaffolder brings the form's validator; the plugin itself has none.
// eslint-disable-next-line @backstage/no-undeclared-imports
import validator from '@rjsf/validator-ajv8';
import {
  fireEvent,
  render as renderAlone,
  screen,
} from '@testing-library/react';
import { ReactElement } from 'react';
import { TestApis } from '../../__testUtils__/TestApis';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { NatsStreamsField } from './NatsStreamsField';

const templates = resolve(__dirname, '../../../../../templates');

// The form takes fields of any value; the scaffolder casts its own like this.
const fields = { NatsStreams: NatsStreamsField as ScaffolderRJSFField };

const render = (form: ReactElement) => renderAlone(<TestApis>{form}</TestApis>);

interface Page {
  title: string;
  properties: Parameters<typeof extractSchemaFromStep>[0];
}

/** The lists of buckets as a template has them, and nothing else of its page. */
function bucketsOf(template: string) {
  const { spec } = parse(
    readFileSync(resolve(templates, template, 'template.yaml'), 'utf8'),
  );
  const { keyValues, objectStores } = (spec.parameters as Page[]).find(
    ({ title }) => title === 'Messaging',
  )!.properties;
  return extractSchemaFromStep({
    title: 'Messaging',
    properties: { keyValues, objectStores },
  });
}

/** What the form holds after somebody filled it in. */
function fillIn(template: string) {
  const onChange = jest.fn();
  render(
    <Form
      {...bucketsOf(template)}
      fields={fields}
      validator={validator}
      onChange={({ formData }) => onChange(formData)}
    />,
  );
  const add = (at: number) =>
    fireEvent.click(screen.getAllByRole('button', { name: /Add/ })[at]);
  const type = (label: RegExp, value: string, at = 0) =>
    fireEvent.change(screen.getAllByLabelText(label)[at], {
      target: { value },
    });
  return { add, type, value: () => onChange.mock.lastCall[0] };
}

describe('the lists of buckets', () => {
  it.each([
    ['nats-broker', { storage: 'file' }],
    ['nats-broker-change', {}],
  ])('of %s hold what is filled in, and no more', (template, blank) => {
    const { add, type, value } = fillIn(template);
    add(0);
    type(/^Name/, 'settings');
    type(/^Values of each key/, '5');
    type(/^Time to live/, '30d');
    add(1);
    type(/^Name/, 'invoices', 1);
    expect(value()).toEqual({
      keyValues: [{ ...blank, bucket: 'settings', history: 5, ttl: '30d' }],
      objectStores: [{ ...blank, bucket: 'invoices' }],
    });
  });

  it.each(['nats-broker', 'nats-broker-change'])(
    'of %s can be cleared, and the page can be left',
    async template => {
      const { add, type, value } = fillIn(template);
      add(0);
      type(/^Name/, 'settings');
      type(/^Time to live/, '1h');
      type(/^Time to live/, '');
      expect(value().keyValues[0]).not.toHaveProperty('ttl');
      const validate = createAsyncValidators(
        { type: 'object', properties: { publish: { type: 'string' } } },
        {},
        { apiHolder: { get: () => undefined } },
      );
      await expect(validate(value())).resolves.toBeDefined();
    },
  );
});
