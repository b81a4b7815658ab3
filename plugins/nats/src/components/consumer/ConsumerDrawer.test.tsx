import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakePlot } from '../../__testUtils__/FakePlot';
import { TestApis } from '../../__testUtils__/TestApis';
import {
  consumerStatus,
  drainingConsumer,
  laggingConsumer,
} from '../../__testUtils__/statuses';
import { ConsumerDrawer } from './ConsumerDrawer';

// jsdom has no canvas to draw on.
jest.mock('uplot', () => jest.requireActual('../../__testUtils__/FakePlot'));

function open(consumer = laggingConsumer) {
  const onClose = jest.fn();
  render(
    <TestApis>
      <ConsumerDrawer consumer={consumer} onClose={onClose} />
    </TestApis>,
  );
  return { onClose };
}

describe('ConsumerDrawer', () => {
  beforeEach(() => {
    FakePlot.made = [];
  });

  it('begins with the sentence', async () => {
    open();
    const drawer = await screen.findByRole('dialog', {
      name: 'JOBS/echo-workers',
    });
    expect(drawer).toHaveTextContent(
      /warning.*Falls behind: 1,204 waiting, \+38 a minute over 12 min\./,
    );
  });

  it('says what to do, with the command to copy', async () => {
    const user = userEvent.setup();
    const writeText = jest.spyOn(navigator.clipboard, 'writeText');
    open();
    const drawer = await screen.findByRole('dialog');
    expect(
      within(drawer).getByRole('heading', { name: 'What to do' }),
    ).toBeInTheDocument();
    expect(drawer).toHaveTextContent(/Add clients, or make them faster\./);
    await user.click(within(drawer).getByRole('button', { name: 'Copy' }));
    expect(writeText).toHaveBeenCalledWith(
      'nats consumer info JOBS echo-workers',
    );
  });

  it('shows the limits in force, and who set them', async () => {
    open(
      consumerStatus('JOBS/audit', {
        thresholds: [
          {
            key: 'behind-warning',
            value: 300_000,
            unit: 'ms',
            origin: 'default',
          },
          {
            key: 'unprocessed-critical',
            value: 1_000,
            unit: 'count',
            origin: 'metadata',
          },
          {
            key: 'waiting-critical',
            value: 9,
            unit: 'count',
            origin: 'policy',
            enforced: true,
          },
        ],
      }),
    );
    const drawer = await screen.findByRole('dialog');
    expect(drawer).toHaveTextContent(/behind-warning5 min, by default/);
    expect(drawer).toHaveTextContent(
      /unprocessed-critical1,000, set in its metadata/,
    );
    expect(drawer).toHaveTextContent(
      /waiting-critical9, enforced by the platform/,
    );
  });

  it('says what else there is, and how sure the forecast is', async () => {
    open(
      consumerStatus('JOBS/audit', {
        ...drainingConsumer,
        verdict: {
          ...drainingConsumer.verdict,
          findings: [
            {
              level: 'info',
              rule: 'idle',
              reason: 'A replica is 12 operations behind',
            },
          ],
        },
      }),
    );
    const drawer = await screen.findByRole('dialog');
    expect(
      within(drawer).getByRole('heading', { name: 'Also' }),
    ).toBeInTheDocument();
    expect(drawer).toHaveTextContent(/info.*A replica is 12 operations behind/);
    expect(drawer).toHaveTextContent(/Drains in8 sec \(6 sec to 12 sec\)/);
    expect(drawer).toHaveTextContent(/Behind5 sec/);
  });

  it('draws the backlog, and has the same numbers in a table', async () => {
    open();
    expect(
      await screen.findByRole('img', { name: /Chart: Backlog \(messages\)/ }),
    ).toBeInTheDocument();
    expect(FakePlot.made[0].data).toEqual([
      [0, 10, 20],
      [0, 600, 1204],
    ]);
    await userEvent.click(
      screen.getByRole('button', { name: 'The same as a table' }),
    );
    const table = screen.getByRole('table', { name: 'The same as a table' });
    expect(
      within(table)
        .getAllByRole('cell')
        .map(cell => cell.textContent),
    ).toEqual(['1,204', '600', '0']);
  });

  it('says the values under the pointer, else the newest', async () => {
    open();
    await screen.findByRole('img', { name: /Chart/ });
    expect(screen.getByText('Waiting 1,204')).toBeInTheDocument();
    FakePlot.made[0].point(1);
    expect(await screen.findByText('Waiting 600')).toBeInTheDocument();
    FakePlot.made[0].point(null);
    expect(await screen.findByText('Waiting 1,204')).toBeInTheDocument();
  });

  it('shows a part that was dragged over, and all again', async () => {
    open();
    await screen.findByRole('img', { name: /Chart/ });
    const showAll = screen.getByRole('button', { name: 'Show all' });
    expect(showAll).toBeDisabled();
    FakePlot.made[0].drag(5, 15);
    expect(
      await screen.findByText('A part of the window is shown.'),
    ).toBeInTheDocument();
    expect(FakePlot.made[0].scale).toEqual({ min: 5, max: 15 });
    await userEvent.click(showAll);
    expect(FakePlot.made[0].scale).toEqual({ min: 0, max: 20 });
  });

  it('draws nothing where there is nothing to draw yet', () => {
    open(consumerStatus('JOBS/new', { trend: [], counters: undefined }));
    expect(screen.getByText(/A line needs two samples/)).toBeInTheDocument();
    expect(FakePlot.made).toEqual([]);
  });

  it('closes by key', async () => {
    const { onClose } = open();
    await screen.findByRole('dialog');
    await userEvent.keyboard('{Escape}');
    expect(onClose).toHaveBeenCalled();
  });
});
