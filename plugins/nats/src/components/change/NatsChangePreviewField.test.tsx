import { ChangePreview } from '@nats-portal/plugin-nats-common';
import { render, screen, within } from '@testing-library/react';
import { answering } from '../../__testUtils__/renderEntity';
import { entityStatus } from '../../__testUtils__/statuses';
import { TestApis } from '../../__testUtils__/TestApis';
import { NatsChangePreviewField } from './NatsChangePreviewField';

const asItIs: ChangePreview = {
  repository: 'https://git.example.org/team-a/local-nats',
  settings: [
    { name: 'memory', value: '1Gi' },
    { name: 'storageSize', value: '10Gi' },
  ],
  changes: [],
  files: [],
  consequences: [],
  findings: [],
};

const growing: ChangePreview = {
  ...asItIs,
  changes: [
    { name: 'storageSize', from: '10Gi', to: '20Gi' },
    { name: 'memoryStoreSize', to: '64Mi' },
  ],
  files: [
    {
      path: 'nats/release.yaml',
      kind: 'changed',
      lines: [
        { kind: 'gap', text: '' },
        { kind: 'same', text: 'pvc:' },
        { kind: 'removed', text: '  size: 10Gi' },
        { kind: 'added', text: '  size: 20Gi' },
      ],
    },
  ],
  consequences: [
    {
      id: 'change-vct',
      severity: 'error',
      object: 'HelmRelease nats',
      file: 'nats/release.yaml',
      consequence: 'Kubernetes refuses a change of `pvc.size`.',
      procedure: [
        {
          text: 'Delete the StatefulSet and keep its pods.',
          command: 'kubectl delete statefulset nats --cascade=orphan',
        },
      ],
    },
    {
      id: 'change-pods-roll',
      severity: 'warning',
      object: 'HelmRelease nats',
      file: 'nats/release.yaml',
      consequence: 'All servers restart.',
      procedure: [],
    },
  ],
};

function renderField(
  answer: ChangePreview | Error,
  {
    formData = { broker: 'resource:default/local-nats' },
    show,
  }: { formData?: Record<string, unknown>; show?: string } = {},
) {
  const getChangePreview =
    answer instanceof Error
      ? jest.fn().mockRejectedValue(answer)
      : jest.fn().mockResolvedValue(answer);
  render(
    <TestApis natsApi={{ ...answering(entityStatus()), getChangePreview }}>
      <NatsChangePreviewField
        formContext={{ formData }}
        uiSchema={{ 'ui:options': { show } }}
      />
    </TestApis>,
  );
  return getChangePreview;
}

describe('NatsChangePreviewField', () => {
  it('asks for a broker first', async () => {
    const getChangePreview = renderField(asItIs, { formData: {} });
    expect(
      await screen.findByText('Choose a broker to see it.'),
    ).toBeInTheDocument();
    expect(getChangePreview).not.toHaveBeenCalled();
  });

  it('says that nothing changes yet', async () => {
    renderField(asItIs);
    expect(
      await screen.findByText(
        'Nothing changes yet: a blank field stays as it is.',
      ),
    ).toBeInTheDocument();
  });

  it('says in a sentence what it comes to, and shows each value', async () => {
    renderField(growing);
    expect(
      await screen.findByText(/Something is refused, lost or stands still/),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('row', { name: 'storageSize 10Gi 20Gi' }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('row', { name: 'memoryStoreSize – 64Mi' }),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('row', { name: /^memory 1Gi/ }),
    ).not.toBeInTheDocument();
  });

  it('shows each consequence with its weight in a word, and how to do it safely', async () => {
    renderField(growing);
    const list = await screen.findByRole('list', {
      name: 'What happens in the cluster',
    });
    const items = within(list)
      .getAllByRole('listitem')
      .filter(item => item.parentElement === list);
    expect(items).toHaveLength(2);
    expect(items[0]).toHaveTextContent(
      /take care.*HelmRelease nats.*Kubernetes refuses a change of pvc\.size\..*How to do it safely.*Delete the StatefulSet.*--cascade=orphan/,
    );
    expect(items[1]).toHaveTextContent(/warning.*All servers restart\./);
    expect(items[1]).not.toHaveTextContent('How to do it safely');
  });

  it('shows the lines with signs, so that they differ without colour', async () => {
    renderField(growing);
    const line = await screen.findByText(/size: 20Gi/);
    expect(line).toHaveTextContent('+ size: 20Gi');
    expect(screen.getByText(/size: 10Gi/)).toHaveTextContent('- size: 10Gi');
    expect(
      screen.getByText('nats/release.yaml', { selector: 'summary code' }),
    ).toBeInTheDocument();
  });

  it('names what is wrong instead of consequences', async () => {
    renderField({
      ...asItIs,
      findings: [
        {
          id: 'settings-memory',
          severity: 'error',
          path: 'memory',
          message: '"much" is no amount',
        },
      ],
    });
    expect(
      await screen.findByText('This cannot be changed yet; see what is wrong.'),
    ).toBeInTheDocument();
    expect(screen.getByText(/"much" is no amount/)).toBeInTheDocument();
  });

  it('says plainly why there is no repository', async () => {
    renderField(new Error('resource:default/x comes from no repository'));
    expect(
      await screen.findByText('resource:default/x comes from no repository'),
    ).toBeInTheDocument();
    expect(screen.queryByText(/Nothing changes/)).not.toBeInTheDocument();
  });

  it('shows the settings alone where they are changed', async () => {
    renderField(growing, { show: 'settings' });
    expect(
      await screen.findByRole('row', { name: 'memory 1Gi' }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('row', { name: 'storageSize 10Gi 20Gi' }),
    ).toBeInTheDocument();
    expect(screen.queryByText(/How to do it safely/)).not.toBeInTheDocument();
  });

  it('says what a change takes away', async () => {
    renderField({
      ...asItIs,
      changes: [{ name: 'memory', from: '1Gi' }],
      files: growing.files,
    });
    expect(
      await screen.findByRole('row', { name: 'memory 1Gi gone' }),
    ).toBeInTheDocument();
    expect(
      screen.getByText('It can be made; the cluster notices nothing of it.'),
    ).toBeInTheDocument();
  });
});
