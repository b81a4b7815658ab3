import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { StreamDetail } from '@nats-portal/plugin-nats-common';
import { FakePlot } from '../../__testUtils__/FakePlot';
import { findSerious } from '../../__testUtils__/findSerious';
import { answering, forbidden } from '../../__testUtils__/renderEntity';
import { TestApis } from '../../__testUtils__/TestApis';
import {
  entityStatus,
  fillingStream,
  streamStatus,
  unseenStream,
} from '../../__testUtils__/statuses';
import { StreamDrawer } from './StreamDrawer';

// jsdom has no canvas to draw on.
jest.mock('uplot', () => jest.requireActual('../../__testUtils__/FakePlot'));

const MIB = 1024 ** 2;
const at = new Date(2026, 7, 1, 12).getTime();

const detail: StreamDetail = {
  ...fillingStream,
  account: 'APP',
  broker: 'local',
  intervalSeconds: 15,
  samples: [
    { at, messages: 100, bytes: MIB },
    {
      at: at + 15_000,
      messages: 1_300,
      bytes: 3 * MIB,
      publishedPerSecond: 90,
      removedPerSecond: 10,
    },
  ],
  changes: [
    { at: at + 15_000, level: 'warning', rule: 'js-x', reason: 'Fills up' },
  ],
};

/** Without a detail nothing but the status is known, as while it loads. */
async function open(
  stream = fillingStream,
  answer: Promise<StreamDetail> = new Promise(() => {}),
) {
  const natsApi = answering(entityStatus());
  natsApi.getStream.mockReturnValue(answer);
  natsApi.getHistory.mockReturnValue(new Promise(() => {}));
  render(
    <TestApis natsApi={natsApi}>
      <StreamDrawer broker="local" stream={stream} onClose={jest.fn()} />
    </TestApis>,
  );
  const drawer = await screen.findByRole('dialog', { name: stream.stream });
  return Object.assign(drawer, { natsApi });
}

describe('StreamDrawer', () => {
  beforeEach(() => {
    FakePlot.made = [];
  });

  it('draws the last hour at first', async () => {
    const { natsApi } = await open(fillingStream, Promise.resolve(detail));
    await screen.findByRole('img', { name: /Chart: Messages\./ });
    await screen.findByRole('img', { name: /Chart: Size\./ });
    await screen.findByRole('img', { name: /Chart: Rates/ });
    expect(natsApi.getStream).toHaveBeenCalledWith(
      { broker: 'local', stream: fillingStream.stream, account: 'APP' },
      expect.anything(),
    );
    expect(natsApi.getHistory).not.toHaveBeenCalled();
    const times = [at / 1000, at / 1000 + 15];
    // Which is there first is chance.
    expect(FakePlot.made.map(({ data }) => data)).toEqual(
      expect.arrayContaining([
        [times, [100, 1_300]],
        [times, [MIB, 3 * MIB]],
        [times, [null, 90], [null, 10]],
      ]),
    );
    expect(screen.getByText('Removed 10/s')).toBeInTheDocument();
    expect(await findSerious(document.body)).toEqual([]);
  });

  it('has the same numbers in a table, and the changes of the verdict', async () => {
    await open(fillingStream, Promise.resolve(detail));
    await userEvent.click(
      await screen.findByRole('button', { name: 'The same as a table' }),
    );
    const rows = within(await screen.findByRole('table')).getAllByRole('row');
    expect(rows.map(row => row.textContent)).toEqual([
      'TimeMessagesSizePublishedRemoved',
      expect.stringMatching(/1,3003 MiB90\/s10\/s$/),
      expect.stringMatching(/1001 MiB––$/),
    ]);
    await userEvent.click(
      screen.getByRole('button', { name: 'Changes of the verdict (1)' }),
    );
    expect(
      await screen.findByRole('list', { name: 'Changes of the verdict' }),
    ).toHaveTextContent(/Fills up/);
  });

  it('leads from its hour to days', async () => {
    const { natsApi } = await open(fillingStream, Promise.resolve(detail));
    await screen.findByRole('img', { name: /Chart: Size\./ });
    await userEvent.click(screen.getByRole('button', { name: /Time span/ }));
    const options = await screen.findAllByRole('option');
    expect(options[0]).toHaveTextContent('Last hour');
    await userEvent.click(screen.getByRole('option', { name: 'Last 7 days' }));
    expect(natsApi.getHistory).toHaveBeenLastCalledWith(
      {
        broker: 'local',
        account: 'APP',
        stream: fillingStream.stream,
        range: '7d',
      },
      expect.anything(),
    );
  });

  it('goes on with what it has where the hour cannot be read', async () => {
    const drawer = await open(fillingStream, Promise.reject(forbidden));
    expect(
      await within(drawer).findByText(/Permission missing/),
    ).toBeInTheDocument();
    expect(drawer).toHaveTextContent(/First sequence8,001/);
  });

  it('asks for nothing where it was never seen', async () => {
    const { natsApi } = await open(unseenStream);
    expect(natsApi.getStream).not.toHaveBeenCalled();
  });

  it('begins with the sentence and what to do', async () => {
    const drawer = await open();
    expect(drawer).toHaveTextContent(/warningFull in 2 hr: 0\.9 of 1 GiB/);
    expect(drawer).toHaveTextContent(/Raise its limit\.nats stream info JOBS/);
  });

  it('holds nothing that axe finds serious', async () => {
    await open();
    expect(await findSerious(document.body)).toEqual([]);
  });

  it('shows what it holds and how it is configured', async () => {
    const drawer = await open();
    expect(drawer).toHaveTextContent(/First sequence8,001/);
    expect(drawer).toHaveTextContent(/Stored3\.4\/s/);
    expect(drawer).toHaveTextContent(/Subjectsorders\.>/);
    expect(drawer).toHaveTextContent(/Limits1 GiB, 24 hr/);
    expect(drawer).toHaveTextContent(/When fulldrops the oldest messages/);
  });

  it('says how far behind its origins it is', async () => {
    const { state } = streamStatus('COPY');
    const drawer = await open(
      streamStatus('COPY', {
        state: state && {
          ...state,
          origins: [
            { kind: 'mirror', name: 'ORDERS', lag: 1200, silentMs: 4_000 },
            { kind: 'source', name: 'GONE', lag: 0, error: 'no such stream' },
          ],
        },
      }),
    );
    expect(drawer).toHaveTextContent(
      /Mirror of ORDERS1,200 behind, heard of 4 sec ago/,
    );
    expect(drawer).toHaveTextContent(
      /Source GONE0 behind, never heard of, no such stream/,
    );
  });

  it('shows the limits in force, and who set them', async () => {
    const drawer = await open(
      streamStatus('JOBS', {
        thresholds: [
          {
            key: 'msgs-critical',
            value: 90_000,
            unit: 'count',
            origin: 'metadata',
          },
        ],
      }),
    );
    expect(drawer).toHaveTextContent(
      /msgs-critical90,000, set in its metadata/,
    );
  });

  it('claims no configuration that was never read', async () => {
    const drawer = await open(unseenStream);
    expect(
      within(drawer).queryByRole('heading', { name: 'Configuration' }),
    ).not.toBeInTheDocument();
    expect(drawer).toHaveTextContent(/Messages–/);
  });
});
