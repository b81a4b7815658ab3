import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ConsumerDetail } from '@nats-portal/plugin-nats-common';
import { FakePlot } from '../../__testUtils__/FakePlot';
import { findSerious } from '../../__testUtils__/findSerious';
import { answering } from '../../__testUtils__/renderEntity';
import { TestApis } from '../../__testUtils__/TestApis';
import {
  consumerDetail,
  consumerStatus,
  drainingConsumer,
  entityStatus,
  laggingConsumer,
  trendOf,
} from '../../__testUtils__/statuses';
import { ConsumerDrawer } from './ConsumerDrawer';

// jsdom has no canvas to draw on.
jest.mock('uplot', () => jest.requireActual('../../__testUtils__/FakePlot'));

/** Without a detail nothing but the status is known, as while it loads. */
function open(
  consumer = laggingConsumer,
  detail: Promise<ConsumerDetail> = new Promise(() => {}),
) {
  const onClose = jest.fn();
  const natsApi = answering(entityStatus());
  natsApi.getConsumer.mockReturnValue(detail);
  render(
    <TestApis natsApi={natsApi}>
      <ConsumerDrawer
        broker="local"
        consumer={consumer}
        entityRef="component:default/echo"
        onClose={onClose}
      />
    </TestApis>,
  );
  return { onClose, natsApi };
}

const mockDrawMarks = jest.fn();
jest.mock('../chart/drawMarks', () => ({
  drawMarks: (...args: unknown[]) => mockDrawMarks(...args),
}));

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

  it('says how many workers KEDA asks for, and how it comes to that', async () => {
    open(
      consumerStatus('JOBS/audit', {
        scaling: {
          minReplicaCount: 0,
          maxReplicaCount: 5,
          lagThreshold: 10,
          activationLagThreshold: 0,
          desiredReplicas: 3,
        },
      }),
    );
    expect(await screen.findByRole('dialog')).toHaveTextContent(
      /KEDA wants3 workers; 0 to 5, one for every 10 waiting/,
    );
  });

  it('leads from its hour to days, and back', async () => {
    const { natsApi } = open(
      laggingConsumer,
      Promise.resolve(consumerDetail()),
    );
    natsApi.getHistory.mockResolvedValue({
      broker: 'local',
      range: '24h',
      source: 'prometheus',
      from: 0,
      stepSeconds: 60,
      columns: [
        { name: 'backlog', unit: 'messages', of: 'highest', values: [1, 9] },
      ],
    });
    await screen.findByRole('img', { name: /Chart: Rates/ });
    const choose = async (name: string) => {
      const choice = screen.getByRole('button', { name: /Time span/ });
      await waitFor(() => expect(choice).toBeEnabled());
      await userEvent.click(choice);
      await userEvent.click(await screen.findByRole('option', { name }));
    };
    await choose('Last 24 hours');
    expect(
      await screen.findByRole('img', { name: /Chart: Messages/ }),
    ).toBeInTheDocument();
    expect(screen.getByText('Waiting (highest) 9')).toBeInTheDocument();
    expect(natsApi.getHistory).toHaveBeenCalledWith(
      {
        broker: 'local',
        account: 'APP',
        stream: 'JOBS',
        consumer: 'echo-workers',
        range: '24h',
      },
      expect.anything(),
    );
    await choose('Last hour');
    expect(
      await screen.findByRole('img', { name: /Chart: Backlog/ }),
    ).toBeInTheDocument();
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
    const cells = within(table)
      .getAllByRole('cell')
      .map(cell => cell.textContent);
    expect(cells.filter(cell => cell !== '–')).toEqual(['1,204', '600', '0']);
  });

  it('asks for the window as the entity, and draws its rates', async () => {
    const { natsApi } = open(
      laggingConsumer,
      Promise.resolve(consumerDetail()),
    );
    expect(natsApi.getConsumer).toHaveBeenCalledWith(
      {
        broker: 'local',
        account: 'APP',
        stream: 'JOBS',
        consumer: 'echo-workers',
        entityRef: 'component:default/echo',
      },
      { signal: expect.any(AbortSignal) },
    );
    expect(await screen.findByText('Delivered 0.5/s')).toBeInTheDocument();
    expect(screen.getByText('Acknowledged or given up –')).toBeInTheDocument();
    expect(FakePlot.made[1].data).toEqual([
      [0, 10, 20],
      [null, 41.6, 0.5],
      [null, 3.41, null],
    ]);
    FakePlot.made[1].point(1);
    expect(await screen.findByText('Delivered 42/s')).toBeInTheDocument();
    expect(
      screen.getByText(/The last 20 sec; an hour is all that is kept here\./),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'The same as a table' }),
    );
    expect(
      within(screen.getByRole('table', { name: 'The same as a table' }))
        .getAllByRole('cell')
        .map(cell => cell.textContent),
    ).toEqual([
      ...['1,204', '0.5/s', '–'],
      ...['600', '42/s', '3.4/s'],
      ...['0', '–', '–'],
    ]);
  });

  it('holds the room of the window while it loads', async () => {
    open();
    await screen.findAllByRole('img', { name: /Chart/ });
    const titles = screen
      .getAllByRole('heading')
      .map(({ textContent }) => textContent);
    expect(titles).toEqual(
      expect.arrayContaining(['Rates (messages per second)', 'Configuration']),
    );
    expect(
      screen.getByRole('button', { name: 'Changes of the verdict (–)' }),
    ).toBeInTheDocument();
  });

  it('says when the verdict changed, newest first', async () => {
    open(laggingConsumer, Promise.resolve(consumerDetail()));
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Changes of the verdict (2)',
      }),
    );
    expect(
      within(screen.getByRole('list', { name: 'Changes of the verdict' }))
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual([
      expect.stringMatching(/:20.*warningFalls behind$/),
      expect.stringMatching(/:10.*okKeeps up$/),
    ]);
  });

  it('marks the changes in both charts', async () => {
    open(laggingConsumer, Promise.resolve(consumerDetail()));
    await screen.findByText('Delivered 0.5/s');
    FakePlot.made.forEach(plot => plot.draw());
    expect(mockDrawMarks.mock.calls.map(([, marks]) => marks)).toEqual(
      Array.from({ length: 2 }, () => [
        { at: 10_000, level: 'ok', label: 'Keeps up' },
        { at: 20_000, level: 'warning', label: 'Falls behind' },
      ]),
    );
  });

  it('holds nothing that axe finds serious', async () => {
    open(laggingConsumer, Promise.resolve(consumerDetail()));
    await screen.findByText('Delivered 0.5/s');
    expect(await findSerious(document.body)).toEqual([]);
  });

  it('says that the verdict did not change', async () => {
    open(laggingConsumer, Promise.resolve(consumerDetail({ changes: [] })));
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Changes of the verdict (0)',
      }),
    );
    expect(
      screen.getByText('The verdict has not changed in the last hour.'),
    ).toBeInTheDocument();
  });

  it('shows how it is configured', async () => {
    open(laggingConsumer, Promise.resolve(consumerDetail()));
    expect(await screen.findByText('jobs.echo')).toBeInTheDocument();
    const drawer = screen.getByRole('dialog');
    expect(drawer).toHaveTextContent(/Time to acknowledge30 sec/);
    expect(drawer).toHaveTextContent(/Deliveries of a messageno limit/);
    expect(drawer).toHaveTextContent(/In flight at most1,000/);
    expect(drawer).toHaveTextContent(/Kindpull, durable/);
    expect(drawer).toHaveTextContent(/Leadernats-2/);
    expect(drawer).toHaveTextContent(/Burrow would sayWARN/);
  });

  it('shows what is newer of the two that it is told', async () => {
    open(
      laggingConsumer,
      Promise.resolve(
        consumerDetail({
          verdict: { level: 'error', rule: 'stall', reason: 'Stuck at 9' },
          trend: trendOf(0, 600, 1204, 1300),
        }),
      ),
    );
    expect(await screen.findByText('Stuck at 9.')).toBeInTheDocument();
  });

  it('goes on with what it has where the window cannot be read', async () => {
    open(laggingConsumer, Promise.reject(new Error('no answer')));
    expect(
      await screen.findByText(
        'The window of samples cannot be read: no answer',
      ),
    ).toBeInTheDocument();
    expect(screen.getByText('Waiting 1,204')).toBeInTheDocument();
    expect(
      screen.queryByRole('heading', { name: 'Configuration' }),
    ).not.toBeInTheDocument();
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

  it('shows a part without a pointer as well', async () => {
    open();
    await screen.findByRole('img', { name: /Chart/ });
    const press = async (name: string) => {
      act(() => screen.getByRole('button', { name }).focus());
      await userEvent.keyboard('{Enter}');
    };
    await press('Show the newer half');
    expect(FakePlot.made[0].scale).toEqual({ min: 10, max: 20 });
    await press('Show what was before');
    expect(FakePlot.made[0].scale).toEqual({ min: 0, max: 10 });
    await press('Show what came after');
    expect(FakePlot.made[0].scale).toEqual({ min: 10, max: 20 });
    await press('Show all');
    expect(FakePlot.made[0].scale).toEqual({ min: 0, max: 20 });
  });

  it('draws nothing, and asks for nothing, where it was never seen', () => {
    const { natsApi } = open(
      consumerStatus('JOBS/new', { trend: [], counters: undefined }),
    );
    expect(natsApi.getConsumer).not.toHaveBeenCalled();
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
