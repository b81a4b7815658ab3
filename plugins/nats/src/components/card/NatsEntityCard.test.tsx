import {
  renderInTestApp,
  TestApiProvider,
} from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  answering,
  failing,
  forbidden,
  renderEntity,
} from '../../__testUtils__/renderEntity';
import {
  brokerStatus,
  component,
  consumerStatus,
  entityStatus,
  neverReachedBroker,
} from '../../__testUtils__/statuses';
import { NatsApi, natsApiRef } from '../../api/NatsApi';
import { NatsEntityCard } from './NatsEntityCard';

function renderCard(natsApi: NatsApi) {
  return renderEntity({ extension: 'entity-card:nats/broker-health', natsApi });
}

describe('NatsEntityCard', () => {
  it('begins with the worst thing and its numbers', async () => {
    renderCard(answering(entityStatus()));
    expect(
      await screen.findByText(
        /JOBS\/echo-workers – Falls behind: 1,204 waiting, \+38 a minute over 12 min\. Since .+\. 2 of 3 consumers are ok\./,
      ),
    ).toBeInTheDocument();
  });

  it('shows the broker, its servers and its storage', async () => {
    renderCard(answering(entityStatus()));
    expect(await screen.findByText('local')).toBeInTheDocument();
    expect(screen.getByText('v2.15.1')).toBeInTheDocument();
    expect(screen.getByText('3 of 3 servers')).toBeInTheDocument();
    expect(screen.getByText('4.6 of 10 GiB')).toBeInTheDocument();
  });

  it('shows each consumer with backlog, trend and forecast', async () => {
    renderCard(answering(entityStatus()));
    const list = await screen.findByRole('list', { name: 'Consumers' });
    const [lagging, draining, idle] = within(list).getAllByRole('listitem');
    expect(lagging).toHaveTextContent(
      /JOBS\/echo-workers.*warning.*1,204 waiting.*not draining/,
    );
    expect(
      within(lagging).getByRole('img', {
        name: 'backlog rose from 0 to 1,204 in 20 sec',
      }),
    ).toBeInTheDocument();
    expect(draining).toHaveTextContent(/12 waiting.*drained in 8 sec/);
    expect(idle).toHaveTextContent(/0 waiting–/);
  });

  it('adds up what all of them have waiting, those without a row of their own too', async () => {
    const consumers = [1, 10, 100, 1_000].map(backlog =>
      consumerStatus(`JOBS/worker-${backlog}`, {
        counters: { backlog, inFlight: 0, redelivered: 0, waiting: 0 },
        trend: [
          { at: 0, backlog: 0 },
          { at: 60_000, backlog },
        ],
      }),
    );
    renderCard(answering(entityStatus({ consumers })));
    expect(await screen.findByText('1,111 waiting')).toBeInTheDocument();
    expect(
      screen.getByRole('img', {
        name: /^backlog rose from 0 to 1,111 in /,
      }),
    ).toBeInTheDocument();
  });

  it('says at least where there are consumers of which it knows nothing', async () => {
    renderCard(answering(entityStatus({ moreConsumers: 7 })));
    expect(
      await screen.findByText('at least 1,216 waiting'),
    ).toBeInTheDocument();
  });

  it('says it once of a single consumer, and holds no room for more', async () => {
    const consumers = [consumerStatus('JOBS/a')];
    renderEntity({
      extension: 'entity-card:nats/broker-health',
      natsApi: answering(entityStatus({ consumers })),
      entity: component({
        'nats.io/broker': 'local',
        'nats.io/consumers': 'JOBS/a',
      }),
    });
    expect(await screen.findByText('JOBS/a')).toBeInTheDocument();
    expect(screen.getAllByText(/ waiting$/)).toHaveLength(1);
    expect(screen.queryByText('Backlog')).not.toBeInTheDocument();
  });

  it('has room for the three worst', async () => {
    const consumers = ['a', 'b', 'c', 'd'].map(name =>
      consumerStatus(`JOBS/${name}`),
    );
    renderCard(answering(entityStatus({ consumers })));
    const list = await screen.findByRole('list', { name: 'Consumers' });
    expect(within(list).getAllByRole('listitem')).toHaveLength(3);
    expect(screen.queryByText('JOBS/d')).not.toBeInTheDocument();
  });

  it('says that all is well in one line', async () => {
    renderCard(
      answering(entityStatus({ consumers: [consumerStatus('JOBS/a')] })),
    );
    expect(
      await screen.findByText(
        /The consumer keeps up\. Broker local – All 3 servers answer\./,
      ),
    ).toBeInTheDocument();
  });

  it('says what to do where there is no consumer, once the broker was reached', async () => {
    const { unmount } = renderCard(answering(entityStatus({ consumers: [] })));
    expect(
      await screen.findByText(/No consumers: .*another in nats\.io\/consumers/),
    ).toBeInTheDocument();
    unmount();
    renderCard(
      answering(entityStatus({ broker: neverReachedBroker, consumers: [] })),
    );
    expect(
      await screen.findByText(/shown as soon as the broker was reached/),
    ).toBeInTheDocument();
  });

  it('holds the room while it loads', async () => {
    const natsApi = answering(entityStatus());
    natsApi.getEntityStatus.mockReturnValue(new Promise(() => {}));
    renderCard(natsApi);
    expect(await screen.findByTestId('nats-card-skeleton')).toBeInTheDocument();
  });

  it('says unknown of a broker that was never reached', async () => {
    renderCard(
      answering(entityStatus({ broker: neverReachedBroker, consumers: [] })),
    );
    expect(
      await screen.findByText(
        /Broker minicloud – Never reached: no answer from 10\.0\.0\.1:4222 within 5 sec\./,
      ),
    ).toBeInTheDocument();
    expect(screen.getByText('unknown:')).toBeInTheDocument();
    expect(screen.getAllByText('not known')).toHaveLength(2);
    expect(screen.queryByRole('meter')).not.toBeInTheDocument();
  });

  it('says what a missing permission is called', async () => {
    renderCard(failing(forbidden));
    expect(await screen.findByText('No permission')).toBeInTheDocument();
    expect(
      screen.getByText(/Permission missing: nats\.broker\.read/),
    ).toBeInTheDocument();
  });

  it('shows an error where nothing is known yet', async () => {
    renderCard(failing(new TypeError('Failed to fetch')));
    expect(
      await screen.findByText('The state of the broker cannot be read'),
    ).toBeInTheDocument();
    expect(screen.getByText('Failed to fetch')).toBeInTheDocument();
  });

  it('keeps old numbers, greys them and says how old they are', async () => {
    const natsApi = answering(entityStatus());
    renderCard(natsApi);
    await screen.findByText('3 of 3 servers');
    natsApi.getEntityStatus.mockRejectedValue(new Error('backend restarts'));
    await userEvent.click(screen.getByRole('button', { name: 'Refresh' }));
    expect(
      await screen.findByText(/Numbers are \d+ sec old: backend restarts/),
    ).toBeInTheDocument();
    expect(
      screen.getByText('3 of 3 servers').closest('[data-stale]'),
    ).toHaveAttribute('data-stale', 'true');
  });

  it('takes old numbers away from those who may no longer see them', async () => {
    const natsApi = answering(entityStatus());
    renderCard(natsApi);
    await screen.findByText('3 of 3 servers');
    natsApi.getEntityStatus.mockRejectedValue(forbidden);
    await userEvent.click(screen.getByRole('button', { name: 'Refresh' }));
    expect(await screen.findByText('No permission')).toBeInTheDocument();
    expect(screen.queryByText('3 of 3 servers')).not.toBeInTheDocument();
  });

  it('greys what a broker said before it fell silent', async () => {
    const broker = brokerStatus({
      verdict: {
        level: 'unknown',
        rule: 'stale',
        reason: 'Not reached for 45 sec',
      },
    });
    renderCard(answering(entityStatus({ broker })));
    expect(
      await screen.findByText(/Broker local – Not reached for 45 sec\./),
    ).toBeInTheDocument();
    expect(
      screen.getByText('3 of 3 servers').closest('[data-stale]'),
    ).toHaveAttribute('data-stale', 'true');
  });

  it('shows what is wrong with the annotations beside the rest', async () => {
    renderCard(
      answering(
        entityStatus({
          findings: [
            {
              id: 'annotation-consumer',
              severity: 'error',
              path: 'metadata.annotations["nats.io/consumers"]',
              message: '"JOBS" names no consumer',
            },
          ],
        }),
      ),
    );
    expect(
      await screen.findByText(/"JOBS" names no consumer/),
    ).toBeInTheDocument();
    expect(screen.getByText('3 of 3 servers')).toBeInTheDocument();
  });

  it('gives an example to an entity that names no broker, and asks nothing', async () => {
    const natsApi = answering(entityStatus());
    renderInTestApp(
      <TestApiProvider apis={[[natsApiRef, natsApi]]}>
        <EntityProvider entity={component({})}>
          <NatsEntityCard />
        </EntityProvider>
      </TestApiProvider>,
    );
    expect(await screen.findByText('No broker named')).toBeInTheDocument();
    expect(screen.getByText(/nats\.io\/broker: local/)).toBeInTheDocument();
    expect(natsApi.getEntityStatus).not.toHaveBeenCalled();
  });
});
