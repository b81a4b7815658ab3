import { ScaffolderRJSFField } from '@backstage/plugin-scaffolder-react';
import {
  createAsyncValidators,
  Form,
} from '@backstage/plugin-scaffolder-react/alpha';
// The scaffolder brings the form's validator; the plugin itself has none.
// eslint-disable-next-line @backstage/no-undeclared-imports
import validator from '@rjsf/validator-ajv8';
import { fireEvent, render, screen } from '@testing-library/react';
import { NatsStreamsField } from './NatsStreamsField';

type FormData = Parameters<ReturnType<typeof createAsyncValidators>>[0];

// The form takes fields of any value; the scaffolder casts its own like this.
const fields = { NatsStreams: NatsStreamsField as ScaffolderRJSFField };

/** As in templates/nats-broker, with less in it. */
const streams = {
  title: 'Streams',
  type: 'array' as const,
  items: {
    type: 'object' as const,
    properties: {
      name: { title: 'Name', type: 'string' as const },
      replicas: { title: 'Copies', type: 'integer' as const },
      consumers: {
        type: 'array' as const,
        items: {
          type: 'object' as const,
          properties: {
            ackWait: { title: 'Time to acknowledge', type: 'string' as const },
          },
        },
      },
    },
  },
};

const jobs = { name: 'JOBS', replicas: 3, consumers: [{ ackWait: '30s' }] };

/** The last value of the form after the field with the label was cleared. */
function valueAfterClearing(label: RegExp, field: string): FormData {
  const onChange = jest.fn();
  render(
    <Form
      schema={{ type: 'object', properties: { streams } }}
      uiSchema={{ streams: { 'ui:field': field } }}
      fields={fields}
      validator={validator}
      formData={{ streams: [jobs] }}
      onChange={({ formData }) => onChange(formData)}
    />,
  );
  fireEvent.change(screen.getByLabelText(label), { target: { value: '' } });
  return onChange.mock.lastCall[0];
}

/** What the scaffolder does when a page without streams is left. */
function leaveOtherPage(formData: FormData) {
  const properties = { publish: { type: 'string' } };
  return createAsyncValidators(
    { type: 'object', properties },
    {},
    {
      apiHolder: { get: () => undefined },
    },
  )(formData);
}

describe('NatsStreamsField', () => {
  it('looks like the list that it is', () => {
    valueAfterClearing(/Copies/, 'NatsStreams');
    expect(screen.getByText('Streams')).toBeInTheDocument();
    expect(screen.getByLabelText(/Name/)).toHaveValue('JOBS');
  });

  it('adds, duplicates, reorders and removes', () => {
    const onChange = jest.fn();
    render(
      <Form
        schema={{ type: 'object', properties: { streams } }}
        uiSchema={{
          streams: {
            'ui:field': 'NatsStreams',
            'ui:options': { copyable: true },
          },
        }}
        fields={fields}
        validator={validator}
        formData={{ streams: [{ name: 'A' }, { name: 'B' }] }}
        onChange={({ formData }) => onChange(formData)}
      />,
    );
    const names = () =>
      onChange.mock.lastCall[0].streams.map(
        ({ name }: { name?: string }) => name,
      );
    const press = (name: string, at: number) =>
      fireEvent.click(screen.getAllByRole('button', { name })[at]);
    press('Move down', 0);
    expect(names()).toEqual(['B', 'A']);
    press('Copy', 0);
    expect(names()).toEqual(['B', 'B', 'A']);
    press('Remove', 2);
    expect(names()).toEqual(['B', 'B']);
    fireEvent.click(screen.getAllByRole('button', { name: /Add/ }).at(-1)!);
    expect(names()).toHaveLength(3);
  });

  it('leaves no key behind where a field is cleared', async () => {
    const { replicas: _, ...rest } = jobs;
    const value = valueAfterClearing(/Copies/, 'NatsStreams');
    expect(value).toStrictEqual({ streams: [rest] });
    await expect(leaveOtherPage(value)).resolves.toBeDefined();
  });

  it('starts with what the template names, in a form that has no value yet', () => {
    const onChange = jest.fn();
    const form = (stored: Record<string, unknown>) => (
      <Form
        schema={{ type: 'object', properties: { streams } }}
        uiSchema={{
          streams: {
            'ui:field': 'NatsStreams',
            'ui:options': { initial: [jobs] },
          },
        }}
        fields={fields}
        validator={validator}
        formContext={{ formData: stored }}
        onChange={({ formData }) => onChange(formData)}
      />
    );
    render(form({}));
    expect(onChange).toHaveBeenLastCalledWith({ streams: [jobs] });
    onChange.mockClear();
    render(form({ streams: [] }));
    expect(onChange).not.toHaveBeenCalledWith({ streams: [jobs] });
  });

  it('does so in lists of its items too', () => {
    expect(
      valueAfterClearing(/Time to acknowledge/, 'NatsStreams'),
    ).toStrictEqual({ streams: [{ ...jobs, consumers: [{}] }] });
  });

  // When this fails, the scaffolder does without the field.
  it('is needed', async () => {
    const value = valueAfterClearing(/Copies/, 'ArrayField');
    await expect(leaveOtherPage(value)).rejects.toThrow("'in' operator");
  });
});
