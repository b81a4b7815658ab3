import { EntityProvider } from '@backstage/plugin-catalog-react';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import { ReactElement } from 'react';
import { Route, Routes } from 'react-router-dom';
import { answering } from './__fixtures__/renderEntity';
import { component, entityStatus } from './__fixtures__/statuses';
import {
  EntityNatsCard,
  EntityNatsContent,
  natsApiRef,
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

  it('shows the tab', async () => {
    await renderInTestApp(
      page(
        <Routes>
          <Route path="/" element={<EntityNatsContent />} />
        </Routes>,
      ),
    );
    expect(
      await screen.findByRole('heading', { name: 'Broker local' }),
    ).toBeInTheDocument();
  });
});
