import { Entity } from '@backstage/catalog-model';
import { RouteRef } from '@backstage/frontend-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import {
  catalogApiMock,
  createTestEntityPage,
} from '@backstage/plugin-catalog-react/testUtils';
import { FleetStatus } from '@nats-portal/plugin-nats-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  answering,
  failing,
  forbidden,
} from '../../__testUtils__/renderEntity';
import {
  component,
  entityStatus,
  fleetBroker,
  fleetStatus,
  neverReachedBroker,
} from '../../__testUtils__/statuses';
import { NatsApi, natsApiRef } from '../../api/NatsApi';
import { natsPlugin } from '../../plugin';

// jsdom has no canvas to draw on.
jest.mock('uplot', () => jest.requireActual('../../__testUtils__/FakePlot'));

function brokerEntity(name: string, owner: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name,
      namespace: 'default',
      annotations: { 'nats.io/broker': name },
    },
    spec: { type: 'nats-broker' },
    relations: [{ type: 'ownedBy', targetRef: `group:default/${owner}` }],
  };
}

const entities = [
  brokerEntity('local', 'team-a'),
  brokerEntity('minicloud-nats', 'platform'),
];

function show(natsApi: NatsApi, catalogApi = catalogApiMock({ entities })) {
  return renderTestApp({
    extensions: [natsPlugin.getExtension('page:nats')],
    initialRouteEntries: ['/nats'],
    mountedRoutes: {
      '/catalog/:namespace/:kind/:name': entityRouteRef as unknown as RouteRef,
    },
    apis: [
      [natsApiRef, natsApi],
      [catalogApiRef, catalogApi],
    ],
  });
}

function fleetOf(status: FleetStatus): NatsApi {
  const natsApi = answering(entityStatus());
  natsApi.getFleet.mockResolvedValue(status);
  return natsApi;
}

const names = () =>
  screen.getAllByRole('rowheader').map(({ textContent }) => textContent);

describe('NatsFleet', () => {
  afterEach(() => {
    window.history.replaceState(null, '', '/');
  });

  it('begins with the worst broker and how the others do', async () => {
    show(fleetOf(fleetStatus()));
    expect(
      await screen.findByText(
        /minicloud-nats – Stream S-R3F has no quorum: 2 of 3 replicas are offline\. Since .+\. 1 of 2 brokers is ok\./,
      ),
    ).toBeInTheDocument();
  });

  it('sums up brokers, servers and consumers in one line', async () => {
    show(fleetOf(fleetStatus()));
    const sums = await screen.findAllByRole('definition');
    expect(sums.slice(0, 3).map(({ textContent }) => textContent)).toEqual([
      '2 1error1ok',
      '6 of 6 servers',
      '20 4error1warning15ok',
    ]);
  });

  it('says that all is well in one line', async () => {
    show(fleetOf(fleetStatus({ brokers: [fleetBroker()] })));
    expect(
      await screen.findByText('The broker local is ok.'),
    ).toBeInTheDocument();
  });

  it('shows the worst first, with cluster, owner and the last hour', async () => {
    show(fleetOf(fleetStatus()));
    await waitFor(() =>
      expect(names()).toEqual([
        'minicloud-natsminicloud · platform',
        'locallocal · team-a',
      ]),
    );
    const [, worst] = screen.getAllByRole('row');
    expect(worst).toHaveTextContent(/error.*3 of 3 servers.*4error.*1warning/);
    expect(
      within(worst).getByRole('img', { name: 'Last hour: ok for 60 min' }),
    ).toBeInTheDocument();
  });

  it('filters by verdict, owner and cluster, and searches', async () => {
    show(fleetOf(fleetStatus()));
    await userEvent.click(await screen.findByRole('button', { name: '1 ok' }));
    expect(names()).toEqual([expect.stringContaining('local')]);
    await userEvent.click(screen.getByRole('button', { name: '1 ok' }));

    // Owners come from the catalog, a little later.
    const owners = screen.getByRole('button', { name: /Owner/ });
    await waitFor(() => expect(owners).toBeEnabled());
    await userEvent.click(owners);
    await userEvent.click(screen.getByRole('option', { name: 'platform' }));
    expect(names()).toEqual([expect.stringContaining('minicloud-nats')]);
    expect(
      screen.queryByRole('button', { name: '1 ok' }),
    ).not.toBeInTheDocument();

    await userEvent.click(screen.getByRole('button', { name: /Cluster/ }));
    await userEvent.click(screen.getByRole('option', { name: 'local' }));
    await userEvent.click(screen.getByRole('button', { name: 'Show all' }));
    expect(names()).toHaveLength(2);

    await userEvent.type(screen.getByRole('searchbox'), 'quorum');
    expect(names()).toEqual([expect.stringContaining('minicloud-nats')]);
  });

  it('opens a broker with what to do and the link to its page', async () => {
    show(fleetOf(fleetStatus()));
    const opener = await screen.findByRole('button', {
      name: /^minicloud-nats.*platform$/,
    });
    await userEvent.click(opener);
    const drawer = await screen.findByRole('dialog', {
      name: 'minicloud-nats',
    });
    expect(drawer).toHaveTextContent(/Bring the servers back/);
    expect(drawer).toHaveTextContent(/nats server report jetstream/);
    expect(
      within(drawer).getByRole('link', {
        name: 'Open minicloud-nats in the catalog',
      }),
    ).toHaveAttribute('href', '/catalog/default/resource/minicloud-nats');
    expect(window.location.search).toBe('?broker=minicloud-nats');
  });

  it('says how to give a broker a page where no entity names it', async () => {
    show(fleetOf(fleetStatus()), catalogApiMock({ entities: [] }));
    await userEvent.click(
      await screen.findByRole('button', { name: /^minicloud-nats/ }),
    );
    expect(
      await screen.findByText(/nats\.io\/broker: minicloud-nats/),
    ).toBeInTheDocument();
  });

  it('lists who is furthest behind over all brokers, and opens it', async () => {
    const echo = component({
      'nats.io/broker': 'minicloud-nats',
      'nats.io/consumers': 'JOBS/*',
    });
    show(
      fleetOf(fleetStatus()),
      catalogApiMock({ entities: [...entities, echo] }),
    );
    const [behind] = await screen.findAllByRole('button', {
      name: 'JOBS/echo-workers',
    });
    expect(behind.closest('li')).toHaveTextContent(
      /minicloud-nats.*3 min 10 sec.*warning/,
    );
    await userEvent.click(behind);
    const drawer = await screen.findByRole('dialog', {
      name: 'JOBS/echo-workers',
    });
    expect(
      await within(drawer).findByRole('link', {
        name: 'Open echo in the catalog',
      }),
    ).toHaveAttribute('href', '/catalog/default/component/echo');
  });

  it.each([
    ['at its path', {}, '/nats'],
    ['where the app has put it', { config: { path: '/queues' } }, '/queues'],
    ['unless there is none', false, ''],
    [
      'unless the app has chosen its entities',
      { config: { filter: { kind: 'resource' } } },
      '',
    ],
  ])('leads into the tab of an entity, %s', async (_, tab, path) => {
    const echo = component({
      'nats.io/broker': 'minicloud-nats',
      'nats.io/consumers': 'JOBS/*',
    });
    renderTestApp({
      features: [natsPlugin],
      extensions: [createTestEntityPage({ entity: echo })],
      initialRouteEntries: ['/nats'],
      config: {
        app: { extensions: [{ 'entity-content:nats': tab }] as never },
      },
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name':
          entityRouteRef as unknown as RouteRef,
      },
      apis: [
        [natsApiRef, fleetOf(fleetStatus())],
        [catalogApiRef, catalogApiMock({ entities: [...entities, echo] })],
      ],
    });
    const page = '/catalog/default/component/echo';
    const query = path && '?consumer=JOBS%2Fecho-workers%40APP';
    const [behind] = await screen.findAllByRole('link', { name: 'echo' });
    expect(behind).toHaveAttribute('href', `${page}${path}${query}`);
  });

  it('holds the room while it loads', async () => {
    const natsApi = answering(entityStatus());
    natsApi.getFleet.mockReturnValue(new Promise(() => {}));
    show(natsApi);
    expect(
      await screen.findByTestId('nats-fleet-skeleton'),
    ).toBeInTheDocument();
  });

  it('says how to configure a broker where there is none', async () => {
    show(fleetOf({ brokers: [] }));
    expect(
      await screen.findByText('No broker is configured'),
    ).toBeInTheDocument();
    expect(screen.getByText(/name: production/)).toBeInTheDocument();
  });

  it('says unknown of a broker that was never reached, beside the others', async () => {
    show(
      fleetOf(
        fleetStatus({
          brokers: [
            fleetBroker({ ...neverReachedBroker, expectedServers: undefined }),
            fleetBroker(),
          ],
        }),
      ),
    );
    expect(
      await screen.findByText(/minicloud – Never reached: no answer/),
    ).toBeInTheDocument();
    expect(screen.getByText(/All 3 servers answer/)).toBeInTheDocument();
    // Nobody knows how many servers that one has.
    expect(screen.getByText('3 of at least 3 servers')).toBeInTheDocument();
  });

  it('shows brokers without consumers to those who may not see these', async () => {
    const { brokers } = fleetStatus();
    show(
      fleetOf({
        brokers: brokers.map(({ consumers, ...broker }) => broker),
      }),
    );
    expect(
      await screen.findByText(/nats\.messaging\.read is missing/),
    ).toBeInTheDocument();
    expect(names()).toHaveLength(2);
  });

  it('works without the catalog', async () => {
    const catalogApi = catalogApiMock.mock({
      getEntities: jest.fn().mockRejectedValue(new Error('down')),
    });
    show(fleetOf(fleetStatus()), catalogApi);
    expect(await screen.findByText(/no quorum.+Since/)).toBeInTheDocument();
    expect(names()).toEqual(['minicloud-natsminicloud', 'locallocal']);
  });

  it('shows a missing permission and an error in its place', async () => {
    const { unmount } = show(failing(forbidden));
    expect(await screen.findByText('No permission')).toBeInTheDocument();
    unmount();
    show(failing(new TypeError('Failed to fetch')));
    expect(
      await screen.findByText('The state of the brokers cannot be read'),
    ).toBeInTheDocument();
  });

  it('keeps old numbers, greys them and says how old they are', async () => {
    const natsApi = answering(entityStatus());
    natsApi.getFleet.mockResolvedValueOnce(fleetStatus());
    natsApi.getFleet.mockRejectedValue(new Error('backend restarts'));
    show(natsApi);
    await screen.findByRole('grid', { name: 'Brokers' });
    await userEvent.click(screen.getByRole('button', { name: 'Refresh' }));
    expect(
      await screen.findByText(/Numbers are \d+ sec old: backend restarts/),
    ).toBeInTheDocument();
    expect(screen.getByRole('grid').closest('[data-stale]')).toHaveAttribute(
      'data-stale',
      'true',
    );
  });
});
