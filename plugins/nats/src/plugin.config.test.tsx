import {
  appTreeApiRef,
  coreExtensionData,
  PageBlueprint,
  useApi,
} from '@backstage/frontend-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import {
  catalogApiMock,
  createTestEntityPage,
} from '@backstage/plugin-catalog-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import { answering } from './__testUtils__/renderEntity';
import { component, entityStatus, fleetStatus } from './__testUtils__/statuses';
import natsPlugin, { natsApiRef } from '.';

/** Says of each extension of the plugin whether it is on. */
function Extensions() {
  const { tree } = useApi(appTreeApiRef).getTree();
  const mine = [...tree.nodes.values()].filter(
    ({ spec }) => spec.plugin.pluginId === 'nats',
  );
  return (
    <ul aria-label="extensions">
      {mine.map(({ spec }) => (
        <li key={spec.id}>{`${spec.id} ${spec.disabled ? 'off' : 'on'}`}</li>
      ))}
    </ul>
  );
}

const lister = PageBlueprint.make({
  name: 'lister',
  params: { path: '/list', loader: async () => <Extensions /> },
});

/** Says of the tab of entities what it is called, and where it is. */
function Tab() {
  const { tree } = useApi(appTreeApiRef).getTree();
  const tab = tree.nodes.get('entity-content:nats')?.instance;
  const title = tab?.getData(EntityContentBlueprint.dataRefs.title);
  return <p>{`${title} at ${tab?.getData(coreExtensionData.routePath)}`}</p>;
}

/** What `app.extensions` of app-config.yaml makes of the plugin. */
async function listed(extensions: (string | object)[]): Promise<string[]> {
  const { unmount } = renderTestApp({
    features: [natsPlugin],
    extensions: [lister],
    initialRouteEntries: ['/list'],
    config: { app: { extensions: extensions as never } },
    apis: [[natsApiRef, answering(entityStatus())]],
  });
  const list = await screen.findByRole('list', { name: 'extensions' });
  const lines = within(list)
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent ?? '');
  unmount();
  return lines.sort();
}

function show(path: string, extensions: object[]) {
  const natsApi = answering(entityStatus());
  natsApi.getFleet.mockResolvedValue(fleetStatus());
  const { unmount } = renderTestApp({
    features: [natsPlugin],
    extensions: [createTestEntityPage({ entity: component() })],
    initialRouteEntries: [path],
    config: { app: { extensions: extensions as never } },
    apis: [
      [natsApiRef, natsApi],
      [catalogApiRef, catalogApiMock()],
    ],
  });
  return { natsApi, unmount };
}

describe('natsPlugin in app-config.yaml', () => {
  it('has extensions that are on, and each is switched off by its name', async () => {
    const on = await listed([]);
    expect(on).toEqual([
      'api:nats on',
      'entity-card:nats/broker-health on',
      'entity-content:nats on',
      'page:nats on',
      'scaffolder-form-field:nats/change-preview on',
      'scaffolder-form-field:nats/plan on',
      'scaffolder-form-field:nats/preview on',
      'scaffolder-form-field:nats/streams on',
    ]);
    const names = on.map(line => line.split(' ')[0]);
    expect(await listed(names.map(name => ({ [name]: false })))).toEqual(
      names.map(name => `${name} off`),
    );
  });

  it('shows the page of all brokers where it is wanted', async () => {
    show('/brokers', [{ 'page:nats': { config: { path: '/brokers' } } }]);
    expect(
      await screen.findByRole('grid', { name: 'Brokers' }),
    ).toBeInTheDocument();
  });

  it.each([
    [{}, 'NATS at nats'],
    [{ title: 'Queues', path: '/queues' }, 'Queues at /queues'],
  ])('calls the tab by %j', async (config, called) => {
    renderTestApp({
      features: [natsPlugin],
      extensions: [
        createTestEntityPage({ entity: component() }),
        PageBlueprint.make({
          name: 'tab',
          params: { path: '/tab', loader: async () => <Tab /> },
        }),
      ],
      initialRouteEntries: ['/tab'],
      config: {
        app: { extensions: [{ 'entity-content:nats': { config } }] as never },
      },
      apis: [[natsApiRef, answering(entityStatus())]],
    });
    expect(await screen.findByText(called)).toBeInTheDocument();
  });

  it.each([
    ['entity-card:nats/broker-health', 'entity-content:nats'],
    ['entity-content:nats', 'entity-card:nats/broker-health'],
  ])('shows %s on the entities that are wanted', async (shown, other) => {
    const showOn = (kind: string) =>
      show('/', [
        { [shown]: { config: { filter: { kind } } } },
        { [other]: false },
      ]);
    const { unmount } = showOn('component');
    expect(await screen.findByText('3 of 3 servers')).toBeInTheDocument();
    unmount();
    const { natsApi } = showOn('resource');
    await waitFor(() => expect(document.body).not.toBeEmptyDOMElement());
    expect(screen.queryByText('3 of 3 servers')).not.toBeInTheDocument();
    expect(natsApi.getEntityStatus).not.toHaveBeenCalled();
  });
});
