import { renderTestApp } from '@backstage/frontend-test-utils';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { screen, waitFor } from '@testing-library/react';
import { answering, renderEntity } from './__testUtils__/renderEntity';
import { component, entityStatus } from './__testUtils__/statuses';
import natsPlugin, { natsApiRef } from '.';

describe('natsPlugin', () => {
  it('is the default export, with its extensions', () => {
    expect(natsPlugin.pluginId).toBe('nats');
    for (const id of [
      'api:nats',
      'entity-card:nats/broker-health',
      'entity-content:nats',
      'page:nats',
      'scaffolder-form-field:nats/preview',
      'scaffolder-form-field:nats/streams',
      'scaffolder-form-field:nats/change-preview',
    ] as const) {
      expect(natsPlugin.getExtension(id)).toBeDefined();
    }
    expect(natsApiRef.id).toBe('plugin.nats.service');
  });

  it.each(['entity-card:nats/broker-health', 'entity-content:nats'] as const)(
    'shows %s on entities that name a broker only',
    async extension => {
      const named = answering(entityStatus());
      const { unmount } = renderEntity({ extension, natsApi: named });
      expect(await screen.findByText('3 of 3 servers')).toBeInTheDocument();
      unmount();

      const unnamed = answering(entityStatus());
      renderEntity({ extension, natsApi: unnamed, entity: component({}) });
      await waitFor(() => expect(document.body).not.toBeEmptyDOMElement());
      expect(screen.queryByText('3 of 3 servers')).not.toBeInTheDocument();
      expect(unnamed.getEntityStatus).not.toHaveBeenCalled();
    },
  );

  it('links the card to the tab', async () => {
    renderTestApp({
      extensions: [
        createTestEntityPage({ entity: component() }),
        natsPlugin.getExtension('entity-card:nats/broker-health'),
      ],
      mountedRoutes: { '/tab': natsPlugin.routes.entityContent },
      apis: [[natsApiRef, answering(entityStatus())]],
    });
    expect(
      await screen.findByRole('link', { name: 'All consumers' }),
    ).toHaveAttribute('href', '/tab');
  });
});
