import { RepositoryPreview } from '@nats-portal/plugin-nats-common';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { answering } from '../../__testUtils__/renderEntity';
import { entityStatus } from '../../__testUtils__/statuses';
import { TestApis } from '../../__testUtils__/TestApis';
import { NatsPreviewField } from './NatsPreviewField';

const right: RepositoryPreview = {
  settings: [
    { name: 'cpu', value: '500m', origin: 'form' },
    { name: 'storageClass', value: 'longhorn', origin: 'cluster default' },
    { name: 'chartVersion', value: '', origin: 'skeleton' },
  ],
  files: [{ path: 'nats/release.yaml', content: 'kind: HelmRelease' }],
  findings: [],
  sums: {
    streamReplicas: 3,
    storageCopies: 3,
    copiesOfEachMessage: 9,
    volumeBytes: 30 * 2 ** 30,
    broker: { cpuMillicores: 1500, memoryBytes: 1536 * 2 ** 20 },
    workers: { cpuMillicores: 250, memoryBytes: 320 * 2 ** 20 },
    certificateSeconds: 90 * 86_400,
    authoritySeconds: 3650 * 86_400,
  },
  workers: [
    {
      stream: 'JOBS',
      consumer: 'echo-workers',
      replicas: [{ backlog: 50, replicas: 5 }],
    },
  ],
};

function fieldOf(
  getPreview: jest.Mock,
  formData: Record<string, unknown> = { cluster: 'minicloud' },
  others = answering(entityStatus()),
) {
  const natsApi = { ...others, getPreview };
  return (
    <TestApis natsApi={natsApi}>
      <NatsPreviewField formContext={{ formData }} />
    </TestApis>
  );
}

describe('NatsPreviewField', () => {
  it('asks for a cluster first', async () => {
    const getPreview = jest.fn();
    render(fieldOf(getPreview, {}));
    expect(
      await screen.findByText('Choose a cluster to see it.'),
    ).toBeInTheDocument();
    expect(getPreview).not.toHaveBeenCalled();
  });

  it('says when nothing is wrong, and counts what there is', async () => {
    render(fieldOf(jest.fn().mockResolvedValue(right)));
    expect(await screen.findByText('Nothing is wrong.')).toBeInTheDocument();
    expect(
      screen.getByRole('tab', { name: 'Settings (3, 1 from the form)' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('tab', { name: 'Files (1)' })).toBeInTheDocument();
  });

  it('shows the sums that surprise people', async () => {
    render(fieldOf(jest.fn().mockResolvedValue(right)));
    await userEvent.click(await screen.findByRole('tab', { name: 'Sums' }));
    expect(
      screen.getByText(
        'Each message is stored 9 times: 3 × as replicas, each 3 × by the storage.',
      ),
    ).toBeInTheDocument();
    expect(screen.getByText('30 GiB of volumes.')).toBeInTheDocument();
    expect(
      screen.getByText(/^1.5 CPU and 1.5 GiB of memory for the broker/),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/^0.3 CPU and 320 MiB of memory more when all workers/),
    ).toBeInTheDocument();
    expect(
      screen.getByText('Certificates are valid for 90 days at most.'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/own authority is valid for 3,650 days/),
    ).toBeInTheDocument();
    expect(screen.getByText(/5 at 50 waiting/)).toBeInTheDocument();
  });

  it('shows settings with their origin, and files with their contents', async () => {
    render(fieldOf(jest.fn().mockResolvedValue(right)));
    await userEvent.click(await screen.findByRole('tab', { name: /Settings/ }));
    expect(
      screen.getByRole('row', {
        name: "storageClass longhorn the cluster's default",
      }),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('tab', { name: /Files/ }));
    expect(screen.getByText('nats/')).toBeInTheDocument();
    await userEvent.click(screen.getByText('release.yaml'));
    expect(screen.getByText('kind: HelmRelease')).toBeInTheDocument();
  });

  it('lists every finding with its field, and holds back the sums', async () => {
    const getPreview = jest.fn().mockResolvedValue({
      ...right,
      files: [],
      sums: undefined,
      workers: [],
      findings: [
        {
          id: 'settings-servers',
          severity: 'error',
          path: 'servers',
          message: 'must be 1, 3 or 5',
        },
        {
          id: 'js-max-age',
          severity: 'error',
          path: 'messaging.streams[0].maxAge',
          message: 'is no duration',
        },
        {
          id: 'values-unknown-key',
          severity: 'error',
          file: 'nats/release.yaml',
          line: 7,
          path: 'spec.values.x',
          message: 'is no value of the chart',
        },
      ],
    });
    const streams = [{ name: 'JOBS' }];
    render(fieldOf(getPreview, { cluster: 'minicloud', streams }));
    expect(
      (await screen.findAllByRole('listitem')).map(item => item.textContent),
    ).toEqual([
      'error Servers servers must be 1, 3 or 5',
      'error Stream JOBS › Longest age messaging.streams[0].maxAge is no duration',
      'error  nats/release.yaml:7 spec.values.x is no value of the chart',
    ]);
    await userEvent.click(screen.getByRole('tab', { name: 'Sums' }));
    expect(
      screen.getByText('Shown when no finding is an error.'),
    ).toBeInTheDocument();
  });

  it('asks for all that it shows by one call', async () => {
    const getPreview = jest.fn().mockResolvedValue(right);
    const others = answering(entityStatus());
    const form = { cluster: 'minicloud', name: 'ab' };
    render(fieldOf(getPreview, form, others));
    await screen.findByText('Nothing is wrong.');
    for (const name of [/Settings/, /Files/, 'Sums']) {
      await userEvent.click(screen.getByRole('tab', { name }));
    }
    expect(getPreview).toHaveBeenCalledTimes(1);
    expect(getPreview.mock.calls[0][0]).toMatchObject({ name: 'ab' });
    for (const other of Object.values(others)) {
      expect(other).not.toHaveBeenCalled();
    }
  });

  it('says why there is no preview', async () => {
    const getPreview = jest
      .fn()
      .mockRejectedValue(new Error('defaults.yaml 3:5 unknown key'));
    render(fieldOf(getPreview));
    expect(
      await screen.findByText('defaults.yaml 3:5 unknown key'),
    ).toBeInTheDocument();
  });
});
