import { Entity } from '@backstage/catalog-model';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  answering,
  failing,
  forbidden,
  renderEntity,
} from '../../__testUtils__/renderEntity';
import {
  component,
  consumerDetail,
  drainingConsumer,
  entityStatus,
  fillingStream,
  laggingConsumer,
  neverReachedBroker,
  streamStatus,
} from '../../__testUtils__/statuses';
import { NatsApi } from '../../api/NatsApi';

function renderContent(natsApi: NatsApi, entity?: Entity) {
  return renderEntity({ extension: 'entity-content:nats', natsApi, entity });
}

// jsdom has no canvas to draw on.
jest.mock('uplot', () => jest.requireActual('../../__testUtils__/FakePlot'));

describe('NatsEntityContent', () => {
  afterEach(() => {
    window.history.replaceState(null, '', '/');
  });

  it('shows the sentence, the broker, and the consumers', async () => {
    renderContent(answering(entityStatus()));
    expect(
      await screen.findByText(/JOBS\/echo-workers – Falls behind/),
    ).toBeInTheDocument();
    expect(screen.getByText('3 of 3 servers')).toBeInTheDocument();
    const table = screen.getByRole('grid', { name: 'Consumers' });
    expect(
      within(table)
        .getAllByRole('columnheader')
        .map(header => header.textContent),
    ).toEqual([
      'Consumer',
      'Verdict',
      'Trend',
      'Backlog',
      'In flight',
      'Behind',
      'Drains in',
      'Redelivered',
    ]);
  });

  it('shows the servers on a tab of their own, which is in the address', async () => {
    renderContent(answering(entityStatus()));
    await userEvent.click(
      await screen.findByRole('tab', { name: 'Servers (3)' }),
    );
    expect(screen.getByText('nats-1')).toBeInTheDocument();
    expect(screen.getByText('JetStream leader')).toBeInTheDocument();
    expect(screen.getAllByText('48 MiB')).toHaveLength(3);
    expect(window.location.search).toBe('?view=servers');
  });

  it('shows the streams on a tab of their own, and opens one beside it', async () => {
    renderContent(
      answering(
        entityStatus({ streams: [streamStatus('ORDERS'), fillingStream] }),
      ),
    );
    await userEvent.click(
      await screen.findByRole('tab', { name: 'Streams (2)' }),
    );
    await userEvent.click(
      within(screen.getByRole('grid', { name: 'Streams' })).getByRole(
        'button',
        { name: 'JOBS' },
      ),
    );
    expect(
      await screen.findByRole('dialog', { name: 'JOBS' }),
    ).toBeInTheDocument();
    expect(window.location.search).toBe('?view=streams&stream=JOBS%40APP');
  });

  it.each([
    [
      '?view=streams&stream=JOBS%40APP',
      'JOBS',
      'streams',
      {},
      'kubectl get kustomizations.kustomize.toolkit.fluxcd.io -A -l backstage.io/kubernetes-id=echo',
    ],
    [
      '?consumer=JOBS%2Fecho-workers%40APP',
      'JOBS/echo-workers',
      'consumers',
      { 'nats.io/scaling': 'JOBS/echo-workers maxReplicaCount=5' },
      'kubectl -n team-a get deployments,scaledobjects.keda.sh -l backstage.io/kubernetes-id=echo',
    ],
  ])('says at %s where that comes from', async (...given) => {
    const [address, name, kind, scaling, keeper] = given;
    window.history.replaceState(null, '', `/${address}`);
    renderContent(
      answering(entityStatus({ streams: [fillingStream] })),
      component({
        'nats.io/broker': 'local',
        'backstage.io/source-location': 'url:https://git.example.com/a/b/',
        'backstage.io/kubernetes-namespace': 'team-a',
        'backstage.io/kubernetes-id': 'echo',
        ...scaling,
      }),
    );
    const drawer = within(await screen.findByRole('dialog', { name }));
    expect(
      drawer.getByRole('link', { name: 'Where echo comes from' }),
    ).toHaveAttribute('href', 'https://git.example.com/a/b/');
    expect(
      drawer.getByText(`kubectl -n team-a get ${kind}.jetstream.nats.io`),
    ).toBeInTheDocument();
    expect(drawer.getByText(keeper)).toBeInTheDocument();
  });

  it('says nothing of where that comes from where nothing is known', async () => {
    window.history.replaceState(null, '', '/?view=streams&stream=JOBS%40APP');
    renderContent(answering(entityStatus({ streams: [fillingStream] })));
    const drawer = within(await screen.findByRole('dialog', { name: 'JOBS' }));
    expect(
      drawer.queryByRole('heading', { name: 'Source' }),
    ).not.toBeInTheDocument();
  });

  it.each([
    ['?view=streams&stream=JOBS%40APP', 'JOBS', 'streams'],
    ['?consumer=JOBS%2Fecho-workers%40APP', 'JOBS/echo-workers', 'consumers'],
  ])('says at %s which repository declares that', async (...given) => {
    const [address, name, kind] = given;
    window.history.replaceState(null, '', `/${address}`);
    const declaredIn = 'resource:default/local-nats';
    const settings = { ...fillingStream.settings!, declaredIn };
    const natsApi = answering(
      entityStatus({ streams: [{ ...fillingStream, settings }] }),
    );
    const detail = consumerDetail();
    natsApi.getConsumer.mockResolvedValue({
      ...detail,
      settings: { ...detail.settings!, declaredIn },
    });
    renderContent(natsApi);
    const drawer = within(await screen.findByRole('dialog', { name }));
    expect(
      await drawer.findByRole('link', { name: 'local-nats' }),
    ).toHaveAttribute('href', '/catalog/default/resource/local-nats');
    expect(
      drawer.getByText(`kubectl get ${kind}.jetstream.nats.io -A`, {
        exact: false,
      }),
    ).toBeInTheDocument();
  });

  it('says nothing of metadata that names no entity', async () => {
    window.history.replaceState(null, '', '/?view=streams&stream=JOBS%40APP');
    const settings = {
      ...fillingStream.settings!,
      declaredIn: 'nonsense',
    };
    renderContent(
      answering(entityStatus({ streams: [{ ...fillingStream, settings }] })),
    );
    const drawer = within(await screen.findByRole('dialog', { name: 'JOBS' }));
    expect(drawer.getByText('Configuration')).toBeInTheDocument();
    expect(drawer.queryByText(/Flux makes it/)).not.toBeInTheDocument();
  });

  it('says what to do where no stream is known', async () => {
    window.history.replaceState(null, '', '/?view=streams');
    renderContent(answering(entityStatus()));
    expect(
      await screen.findByRole('tab', { name: 'Streams (0)', selected: true }),
    ).toBeInTheDocument();
    expect(screen.getByText('No streams')).toBeInTheDocument();
  });

  it('says how many more there are of what is no list of its own, and where', async () => {
    renderContent(
      answering(
        entityStatus({
          consumers: [laggingConsumer],
          moreConsumers: 1_200,
          streams: [fillingStream],
          moreStreams: 30,
        }),
      ),
      component({
        'nats.io/broker': 'local',
        'nats.io/streams': 'JOBS, ORDERS',
      }),
    );
    await userEvent.click(
      await screen.findByRole('tab', { name: 'Streams (31)' }),
    );
    expect(
      screen.getByText('GET /api/nats/brokers/local/streams'),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('tab', { name: 'Consumers (1,201)' }),
    );
    expect(
      screen.getByText(/The 1 that most need a look are listed; 1,200 more/),
    ).toBeInTheDocument();
    expect(
      screen.getByText('GET /api/nats/brokers/local/consumers'),
    ).toBeInTheDocument();
  });

  it('leads to all of a broker that has more than it lists', async () => {
    const natsApi = answering(
      entityStatus({
        consumers: [laggingConsumer],
        moreConsumers: 1_200,
        streams: [fillingStream],
        moreStreams: 30,
      }),
    );
    const levels = { ok: 1_200, info: 0, unknown: 0, warning: 1, error: 0 };
    natsApi.getConsumers.mockResolvedValue({
      broker: 'local',
      consumers: [laggingConsumer, drainingConsumer],
      total: 1_201,
      levels,
      nextCursor: 'abc',
    });
    natsApi.getStreams.mockResolvedValue({
      broker: 'local',
      streams: [fillingStream, streamStatus('ORDERS')],
      total: 31,
      levels,
      nextCursor: 'abc',
    });
    renderContent(natsApi);
    expect(await screen.findByText('2 of 1,201 shown.')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('tab', { name: 'Streams (31)' }));
    expect(await screen.findByText('2 of 31 shown.')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'ORDERS' }));
    expect(
      await screen.findByRole('dialog', { name: 'ORDERS' }),
    ).toBeInTheDocument();
  });

  it('opens a consumer of the address that is not listed', async () => {
    window.history.replaceState(null, '', '/?consumer=JOBS%2Faudit%40APP');
    const natsApi = answering(entityStatus({ consumers: [laggingConsumer] }));
    natsApi.getConsumer.mockResolvedValue(
      consumerDetail({ ...drainingConsumer, account: 'APP' }),
    );
    renderContent(natsApi);
    const drawer = await screen.findByRole('dialog', { name: 'JOBS/audit' });
    expect(
      await within(drawer).findByText(/Keeps up: 12 waiting/),
    ).toBeInTheDocument();
    expect(natsApi.getConsumer).toHaveBeenCalledWith(
      expect.objectContaining({
        broker: 'local',
        stream: 'JOBS',
        consumer: 'audit',
        account: 'APP',
        entityRef: 'component:default/echo',
      }),
      expect.anything(),
    );
  });

  it('opens the tab of the address', async () => {
    window.history.replaceState(null, '', '/?view=servers');
    renderContent(answering(entityStatus()));
    expect(
      await screen.findByRole('tab', { name: 'Servers (3)', selected: true }),
    ).toBeInTheDocument();
  });

  it('opens a consumer beside the table, which is in the address', async () => {
    renderContent(answering(entityStatus()));
    const row = await screen.findByRole('button', {
      name: 'JOBS/echo-workers',
    });
    await userEvent.click(row);
    expect(
      await screen.findByRole('dialog', { name: 'JOBS/echo-workers' }),
    ).toBeInTheDocument();
    expect(window.location.search).toBe('?consumer=JOBS%2Fecho-workers%40APP');
    await userEvent.keyboard('{Escape}');
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(window.location.search).toBe('');
    expect(row).toHaveFocus();
  });

  it('holds the room while it loads', async () => {
    const natsApi = answering(entityStatus());
    natsApi.getEntityStatus.mockReturnValue(new Promise(() => {}));
    renderContent(natsApi);
    expect(
      await screen.findByTestId('nats-content-skeleton'),
    ).toBeInTheDocument();
  });

  it('says what to do where there is no consumer', async () => {
    renderContent(answering(entityStatus({ consumers: [] })));
    expect(await screen.findByText('No consumers')).toBeInTheDocument();
    expect(screen.getByText(/nats\.io\/consumers: JOBS/)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Copy' })).toBeInTheDocument();
  });

  it('does not say that a broker has no consumers before it was reached', async () => {
    renderContent(
      answering(entityStatus({ broker: neverReachedBroker, consumers: [] })),
    );
    expect(
      await screen.findByText(/as soon as the broker was reached/),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Copy' }),
    ).not.toBeInTheDocument();
  });

  it('shows a missing permission and an error in its place', async () => {
    renderContent(failing(forbidden));
    expect(await screen.findByText('No permission')).toBeInTheDocument();
  });

  it('gives an example where the reply names no broker', async () => {
    renderContent(answering(entityStatus({ broker: undefined })));
    expect(await screen.findByText('No broker named')).toBeInTheDocument();
  });
});
