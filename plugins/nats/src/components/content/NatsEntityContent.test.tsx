import { screen, within } from '@testing-library/react';
import {
  answering,
  failing,
  forbidden,
  renderEntity,
} from '../../__testUtils__/renderEntity';
import { entityStatus, neverReachedBroker } from '../../__testUtils__/statuses';
import { NatsApi } from '../../api/NatsApi';

function renderContent(natsApi: NatsApi) {
  return renderEntity({ extension: 'entity-content:nats', natsApi });
}

describe('NatsEntityContent', () => {
  it('shows the sentence, the broker and its servers, and the consumers', async () => {
    renderContent(answering(entityStatus()));
    expect(
      await screen.findByText(/JOBS\/echo-workers – Falls behind/),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('heading', { name: 'Broker local' }),
    ).toBeInTheDocument();
    expect(screen.getByText('nats-1')).toBeInTheDocument();
    expect(screen.getByText('JetStream leader')).toBeInTheDocument();
    expect(screen.getAllByText('48 MiB')).toHaveLength(3);
    const [, consumers] = screen.getAllByRole('grid');
    expect(
      within(consumers)
        .getAllByRole('columnheader')
        .map(header => header.textContent),
    ).toEqual([
      'Consumer',
      'Verdict',
      'Trend',
      'Backlog',
      'In flight',
      'Redelivered',
      'Drains in',
    ]);
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
