import { ScaffolderRJSFField } from '@backstage/plugin-scaffolder-react';
import {
  createAsyncValidators,
  Form,
} from '@backstage/plugin-scaffolder-react/alpha';
// The scaffolder brings the form's validator; the plugin itself has none.
// eslint-disable-next-line @backstage/no-undeclared-imports
import validator from '@rjsf/validator-ajv8';
import {
  fireEvent,
  render as renderAlone,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import { ReactElement, useState } from 'react';
import { RepositoryPreview } from '@nats-portal/plugin-nats-common';
import { NatsApi } from '../../api/NatsApi';
import { answering } from '../../__testUtils__/renderEntity';
import { entityStatus } from '../../__testUtils__/statuses';
import { TestApis } from '../../__testUtils__/TestApis';
import { NatsStreamsField } from './NatsStreamsField';

const render = (form: ReactElement) => renderAlone(<TestApis>{form}</TestApis>);

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

/** With the fields that the rules are asked about. */
const editable = {
  ...streams,
  items: {
    title: 'Stream',
    type: 'object' as const,
    required: ['name', 'subjects'],
    properties: {
      name: { title: 'Name', type: 'string' as const },
      subjects: {
        title: 'Subjects',
        type: 'array' as const,
        items: { type: 'string' as const },
      },
      maxAge: { title: 'Longest age', type: 'string' as const },
      // As the templates have it: a quantity or a number of bytes.
      maxBytes: {
        title: 'Largest size',
        type: ['string' as const, 'integer' as const],
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

  /** The form with a value that changes as in an app. */
  function Editor(props: { start: FormData[string]; where: FormData }) {
    const [formData, setFormData] = useState<FormData>({
      streams: props.start,
    });
    return (
      <Form
        schema={{ type: 'object', properties: { streams: editable } }}
        uiSchema={{ streams: { 'ui:field': 'NatsStreams' } }}
        fields={fields}
        validator={validator}
        formData={formData}
        formContext={{ formData: { ...props.where, ...formData } }}
        onChange={({ formData: value }) => setFormData(value)}
      />
    );
  }

  const finding = (
    severity: 'error' | 'warning',
    path: string,
    message: string,
  ) => ({ id: 'some-rule', severity, path, message });

  const previewWith = (
    ...findings: RepositoryPreview['findings']
  ): RepositoryPreview => ({ settings: [], files: [], findings, workers: [] });

  function edit(
    natsApi: NatsApi,
    start: FormData[string],
    where: FormData = { cluster: 'local' },
  ) {
    renderAlone(
      <TestApis natsApi={natsApi}>
        <Editor start={start} where={where} />
      </TestApis>,
    );
  }

  it('says what is wrong at the field, and stops when it is mended', async () => {
    const natsApi = answering(entityStatus());
    natsApi.getPreview.mockResolvedValue(
      previewWith(
        finding('error', 'messaging.streams[0].maxAge', 'is no duration'),
        finding('error', 'messaging.streams[1].subjects', 'overlap'),
        finding('warning', 'messaging.streams[1]', 'has no limit'),
        finding('error', 'storageSize', 'is no size'),
      ),
    );
    edit(natsApi, [
      { name: 'JOBS', subjects: ['jobs.>'], maxAge: '5 parsecs' },
      { name: 'OTHER', subjects: ['jobs.a'] },
    ]);
    const first = within(screen.getByRole('group', { name: 'Stream 1' }));
    expect(await first.findByText('is no duration')).toBeInTheDocument();
    const second = screen.getByRole('group', { name: 'Stream 2' });
    expect(second).toHaveTextContent(/overlap/);
    expect(second).toHaveTextContent(/Warning: has no limit/);
    expect(screen.queryByText('is no size')).not.toBeInTheDocument();
    expect(natsApi.getPlan).not.toHaveBeenCalled();
    natsApi.getPreview.mockResolvedValue(previewWith());
    fireEvent.change(first.getByLabelText(/Longest age/), {
      target: { value: '5d' },
    });
    await waitFor(() =>
      expect(screen.queryByText('is no duration')).not.toBeInTheDocument(),
    );
  });

  it('asks for the plan where the form names a broker', async () => {
    const natsApi = answering(entityStatus());
    natsApi.getPlan.mockResolvedValue({
      broker: 'local',
      findings: [finding('error', 'streams[0].name', 'is no name')],
      items: [],
      unlisted: [],
    });
    edit(natsApi, [{ name: 'A.B', subjects: ['a'] }], { broker: 'local' });
    expect(await screen.findByText('is no name')).toBeInTheDocument();
    expect(natsApi.getPreview).not.toHaveBeenCalled();
  });

  it('adds what somebody pastes to what is there', async () => {
    const natsApi = answering(entityStatus());
    natsApi.getPreview.mockResolvedValue(previewWith());
    natsApi.readMessaging.mockResolvedValue({
      spec: { streams: [{ name: 'JOBS', subjects: ['jobs.>'] }] },
      findings: [],
    });
    edit(natsApi, [{ name: 'A', subjects: ['a'] }]);
    fireEvent.click(screen.getByRole('button', { name: 'Paste YAML' }));
    fireEvent.change(screen.getByRole('textbox', { name: /YAML or JSON/ }), {
      target: { value: 'streams: [{ name: JOBS, subjects: [jobs.>] }]' },
    });
    const add = screen.getByRole('button', { name: 'Add to the list' });
    await waitFor(() => expect(add).toBeEnabled());
    fireEvent.click(add);
    const names = screen.getAllByLabelText(/^Name/);
    expect(names.map(field => (field as HTMLInputElement).value)).toEqual([
      'A',
      'JOBS',
    ]);
  });

  // When this fails, the scaffolder does without the field.
  it('is needed', async () => {
    const value = valueAfterClearing(/Copies/, 'ArrayField');
    await expect(leaveOtherPage(value)).rejects.toThrow("'in' operator");
  });
});
