import { LongHistory as History } from '@nats-portal/plugin-nats-common';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakePlot } from '../../__testUtils__/FakePlot';
import { findSerious } from '../../__testUtils__/findSerious';
import { answering, forbidden } from '../../__testUtils__/renderEntity';
import { entityStatus } from '../../__testUtils__/statuses';
import { TestApis } from '../../__testUtils__/TestApis';
import { LongHistory } from './LongHistory';

// jsdom has no canvas to draw on.
jest.mock('uplot', () => jest.requireActual('../../__testUtils__/FakePlot'));

const MIB = 1024 ** 2;
const from = new Date(2026, 7, 1, 12).getTime();

const known: History = {
  broker: 'local',
  range: '24h',
  source: 'prometheus',
  from,
  stepSeconds: 300,
  columns: [
    { name: 'messages', unit: 'messages', of: 'last', values: [10, null, 30] },
    { name: 'bytes', unit: 'bytes', of: 'last', values: [MIB, null, 3 * MIB] },
    {
      name: 'publishedPerSecond',
      unit: 'messages/s',
      of: 'mean',
      values: [null, null, 0.5],
    },
  ],
};

function show(answer: Promise<History>) {
  const natsApi = answering(entityStatus());
  natsApi.getHistory.mockReturnValue(answer);
  render(
    <TestApis natsApi={natsApi}>
      <LongHistory broker="local" account="APP" stream="JOBS" />
    </TestApis>,
  );
  return natsApi;
}

describe('LongHistory', () => {
  beforeEach(() => {
    FakePlot.made = [];
  });

  it('draws a chart for each unit, with gaps where nothing is known', async () => {
    show(Promise.resolve(known));
    await screen.findByRole('img', { name: /Chart: Messages/ });
    await screen.findByRole('img', { name: /Chart: Size/ });
    await screen.findByRole('img', { name: /Chart: Rates/ });
    const times = [0, 300, 600].map(seconds => from / 1000 + seconds);
    const drawn = FakePlot.made.map(({ data }) => data);
    expect(drawn).toHaveLength(3);
    expect(drawn).toEqual(
      expect.arrayContaining([
        [times, [10, null, 30]],
        [times, [MIB, null, 3 * MIB]],
        [times, [null, null, 0.5]],
      ]),
    );
    expect(screen.getByText('Size (at the end) 3 MiB')).toBeInTheDocument();
    expect(await findSerious(document.body)).toEqual([]);
  });

  it('has the same numbers in a table', async () => {
    show(Promise.resolve(known));
    await userEvent.click(
      await screen.findByRole('button', { name: 'The same as a table' }),
    );
    const table = await screen.findByRole('table');
    expect(
      within(table)
        .getAllByRole('row')
        .map(row => row.textContent),
    ).toEqual([
      expect.stringMatching(/^TimeMessages \(at the end\)Size/),
      expect.stringMatching(/303 MiB0\.5\/s$/),
      expect.stringMatching(/–––$/),
      expect.stringMatching(/101 MiB–$/),
    ]);
  });

  it('zooms by dragging, all charts together, and leads back', async () => {
    show(Promise.resolve(known));
    await screen.findByRole('img', { name: /Chart: Rates/ });
    const start = from / 1000;
    FakePlot.made[0].drag(start + 100, start + 500);
    const part = { min: start + 100, max: start + 500 };
    FakePlot.made.forEach(({ scale }) => expect(scale).toEqual(part));
    await userEvent.click(screen.getByRole('button', { name: 'Show all' }));
    FakePlot.made.forEach(({ scale }) =>
      expect(scale).toEqual({ min: start, max: start + 600 }),
    );
  });

  it('asks for the time span that is chosen', async () => {
    const natsApi = show(Promise.resolve(known));
    await screen.findByRole('img', { name: /Chart: Messages/ });
    await userEvent.click(screen.getByRole('button', { name: /Time span/ }));
    await userEvent.click(
      await screen.findByRole('option', { name: 'Last 7 days' }),
    );
    expect(natsApi.getHistory).toHaveBeenLastCalledWith(
      { broker: 'local', account: 'APP', stream: 'JOBS', range: '7d' },
      expect.anything(),
    );
  });

  it('says what to configure where nothing keeps more', async () => {
    show(Promise.resolve({ ...known, source: 'none', columns: [] }));
    expect(
      await screen.findByText(/broker local has no prometheus in nats.brokers/),
    ).toBeInTheDocument();
    expect(FakePlot.made).toEqual([]);
  });

  it('says why there is nothing, or that there is nothing', async () => {
    show(Promise.resolve({ ...known, columns: [], problem: 'No answer' }));
    expect(await screen.findByText('No answer.')).toBeInTheDocument();
  });

  it('says that Prometheus knows nothing of it', async () => {
    show(Promise.resolve({ ...known, columns: [] }));
    expect(
      await screen.findByText(/Prometheus knows nothing of it/),
    ).toBeInTheDocument();
  });

  it('says what permission is missing', async () => {
    show(Promise.reject(forbidden));
    expect(await screen.findByText('No permission')).toBeInTheDocument();
  });
});
