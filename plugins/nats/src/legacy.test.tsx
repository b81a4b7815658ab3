import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import { ReactElement } from 'react';
// The test's app brings the router; the plugin itself has none.
// eslint-disable-next-line @backstage/no-undeclared-imports
import { Route, Routes } from 'react-router-dom';
import { answering } from './__testUtils__/renderEntity';
import { component, entityStatus, fleetStatus } from './__testUtils__/statuses';
import {
  EntityNatsCard,
  EntityNatsContent,
  natsApiRef,
  NatsFleetPage,
  natsPlugin,
} from './legacy';

function page(element: ReactElement) {
  return (
    <TestApiProvider apis={[[natsApiRef, answering(entityStatus())]]}>
      <EntityProvider entity={component()}>{element}</EntityProvider>
    </TestApiProvider>
  );
}

describe('legacy', () => {
  it('offers the API', () => {
    expect(natsPlugin.getId()).toBe('nats');
    expect([...natsPlugin.getApis()].map(({ api }) => api.id)).toEqual([
      'plugin.nats.service',
    ]);
  });

  it('shows the card, with no link where there is no tab', async () => {
    await renderInTestApp(page(<EntityNatsCard />));
    expect(await screen.findByText('3 of 3 servers')).toBeInTheDocument();
    expect(screen.queryByRole('link')).not.toBeInTheDocument();
  });

  it('links the card to the tab', async () => {
    await renderInTestApp(page(<EntityNatsCard />), {
      mountedRoutes: { '/tab': natsPlugin.externalRoutes.allConsumers },
    });
    expect(
      await screen.findByRole('link', { name: 'All consumers' }),
    ).toHaveAttribute('href', '/tab');
  });

  it('shows the page of all brokers under a header', async () => {
    const natsApi = answering(entityStatus());
    natsApi.getFleet.mockResolvedValue(fleetStatus());
    await renderInTestApp(
      <TestApiProvider
        apis={[
          [natsApiRef, natsApi],
          [catalogApiRef, catalogApiMock()],
        ]}
      >
        <Routes>
          <Route path="/" element={<NatsFleetPage />} />
        </Routes>
      </TestApiProvider>,
      {
        mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      },
    );
    expect(
      await screen.findByRole('grid', { name: 'Brokers' }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('heading', { name: 'NATS brokers' }),
    ).toBeInTheDocument();
  });

  it('shows the tab', async () => {
    await renderInTestApp(
      page(
        <Routes>
          <Route path="/" element={<EntityNatsContent />} />
        </Routes>,
      ),
    );
    expect(
      await screen.findByRole('tab', { name: 'Consumers (3)' }),
    ).toBeInTheDocument();
  });
});
