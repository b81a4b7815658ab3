import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { findSerious } from '../../__testUtils__/findSerious';
import { TestApis } from '../../__testUtils__/TestApis';
import {
  fillingStream,
  streamStatus,
  unseenStream,
} from '../../__testUtils__/statuses';
import { StreamsPanel } from './StreamsPanel';

const NOW = Date.parse('2026-09-01T12:00:00Z');

function show(
  streams = [streamStatus('ORDERS'), unseenStream, fillingStream],
  now: number | undefined = NOW,
) {
  const onOpen = jest.fn();
  render(
    <TestApis>
      <StreamsPanel streams={streams} now={now} onOpen={onOpen} />
    </TestApis>,
  );
  return { onOpen };
}

const names = () =>
  screen
    .queryAllByRole('rowheader')
    .map(header => within(header).getByRole('button').textContent);

const cellsOf = (name: string) => {
  const row = screen
    .getAllByRole('row')
    .find(({ textContent }) => textContent?.startsWith(name));
  return row
    ? within(row)
        .getAllByRole('gridcell')
        .map(({ textContent }) => textContent)
    : [];
};

describe('StreamsPanel', () => {
  it('shows the worst first, with its numbers, limits and forecast', () => {
    show();
    expect(names()).toEqual(['JOBSaccount APP', 'AUDIT', 'ORDERSaccount APP']);
    expect(cellsOf('JOBS')).toEqual([
      'warningFull in 2 hr: 0.9 of 1 GiB, and it refuses what comes then',
      '12,000',
      '922 MiB',
      '2 hr',
      '3.4/s',
      '1 GiB24 hr',
      'until a limit',
      '1',
      '3',
      'nats-0',
    ]);
  });

  it('holds nothing that axe finds serious', async () => {
    show();
    expect(await findSerious(document.body)).toEqual([]);
  });

  it('claims nothing of a stream that was never seen', () => {
    show();
    expect(cellsOf('AUDIT')).toEqual([
      'unknownThe broker has no stream "AUDIT"',
      ...Array.from({ length: 9 }, () => '–'),
    ]);
  });

  it('says where there is no limit, and no other server', () => {
    const { settings, state } = streamStatus('ORDERS');
    show([
      streamStatus('ORDERS', {
        state: state && { ...state, leader: '' },
        settings: settings && {
          ...settings,
          retention: 'workqueue',
          maxBytes: -1,
          maxAgeMs: 0,
        },
      }),
    ]);
    expect(cellsOf('ORDERS').slice(5)).toEqual([
      'no limit',
      'until processed',
      '2',
      '3',
      'one server',
    ]);
  });

  it('sorts by the header that is clicked, largest first', async () => {
    show([streamStatus('ORDERS'), fillingStream]);
    await userEvent.click(screen.getByRole('button', { name: 'Consumers' }));
    expect(names()).toEqual(['ORDERS', 'JOBS']);
    await userEvent.click(screen.getByRole('button', { name: 'Messages' }));
    expect(names()).toEqual(['JOBS', 'ORDERS']);
  });

  it('searches names, and filters by verdict', async () => {
    show();
    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Search streams' }),
      'ord',
    );
    expect(names()).toEqual(['ORDERS']);
    await userEvent.click(screen.getByRole('button', { name: '1 warning' }));
    expect(names()).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Show all' }));
    expect(names()).toHaveLength(3);
  });

  it('goes on with arrow keys and opens by key', async () => {
    const { onOpen } = show();
    screen.getByRole('button', { name: /JOBS/ }).focus();
    await userEvent.keyboard('{ArrowDown}{Enter}');
    expect(onOpen).toHaveBeenCalledWith(unseenStream);
  });

  it('says what to do where there is none', () => {
    show([]);
    expect(screen.getByText('No streams')).toBeInTheDocument();
    expect(screen.getByText(/nats\.io\/streams: JOBS/)).toBeInTheDocument();
  });

  it('does not say that a broker has no streams before it was reached', () => {
    render(
      <TestApis>
        <StreamsPanel streams={[]} onOpen={jest.fn()} />
      </TestApis>,
    );
    expect(
      screen.getByText(/as soon as the broker was reached/),
    ).toBeInTheDocument();
    expect(screen.queryByText(/nats\.io\/streams/)).not.toBeInTheDocument();
  });
});
