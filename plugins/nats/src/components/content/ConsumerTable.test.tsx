import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ReactElement } from 'react';
import { TestApis } from '../../__testUtils__/TestApis';
import {
  consumerStatus,
  drainingConsumer,
  idleConsumer,
  laggingConsumer,
} from '../../__testUtils__/statuses';
import { ConsumerTable } from './ConsumerTable';

const show = (table: ReactElement) =>
  render(table, { wrapper: ({ children }) => <TestApis>{children}</TestApis> });

const names = () =>
  screen.getAllByRole('rowheader').map(({ textContent }) => textContent);

const sortBy = (header: string) =>
  userEvent.click(screen.getByRole('button', { name: header }));

describe('ConsumerTable', () => {
  it('shows the worst first, with its numbers', () => {
    show(
      <ConsumerTable
        consumers={[idleConsumer, drainingConsumer, laggingConsumer]}
      />,
    );
    expect(names()).toEqual([
      'JOBS/echo-workers',
      'JOBS/audit',
      'ORDERS/billing',
    ]);
    const [, lagging] = screen.getAllByRole('row');
    expect(
      within(lagging)
        .getAllByRole('cell')
        .map(cell => cell.textContent),
    ).toEqual([
      'warning · 12 minFalls behind: 1,204 waiting, +38 a minute over 12 min',
      'backlog rose from 0 to 1,204 in 20 sec',
      '1,204',
      '5',
      '3 min 10 sec',
      'not draining',
      '7',
    ]);
  });

  it('says how many workers KEDA asks for, where somebody scales them', async () => {
    const scaling = {
      minReplicaCount: 0,
      maxReplicaCount: 5,
      lagThreshold: 10,
      activationLagThreshold: 0,
    };
    show(
      <ConsumerTable
        consumers={[
          idleConsumer,
          { ...drainingConsumer, scaling: { ...scaling, desiredReplicas: 2 } },
          { ...laggingConsumer, scaling: { ...scaling, desiredReplicas: 5 } },
          consumerStatus('JOBS/unseen', { scaling }),
        ]}
      />,
    );
    await sortBy('KEDA wants');
    expect(
      screen.getAllByRole('row').map(row => row.lastChild?.textContent),
    ).toEqual(['KEDA wants', '5 of 5', '2 of 5', '? of 5', '–']);
  });

  it.each([
    [{}, '3 min 10 sec'],
    [{ isBehindEstimated: true }, 'about 3 min 10 sec'],
    [{ isLongerBehind: true }, 'over 3 min 10 sec'],
  ])('says how sure the time behind is: %j', (sure, words) => {
    const { verdict } = laggingConsumer;
    show(
      <ConsumerTable
        consumers={[{ ...laggingConsumer, verdict: { ...verdict, ...sure } }]}
      />,
    );
    expect(screen.getByRole('cell', { name: words })).toBeInTheDocument();
  });

  it('sorts by the header that is clicked, largest first', async () => {
    show(
      <ConsumerTable
        consumers={[laggingConsumer, idleConsumer, drainingConsumer]}
      />,
    );
    await sortBy('Backlog');
    expect(names()).toEqual([
      'JOBS/echo-workers',
      'JOBS/audit',
      'ORDERS/billing',
    ]);
    await sortBy('Backlog');
    expect(names()).toEqual([
      'ORDERS/billing',
      'JOBS/audit',
      'JOBS/echo-workers',
    ]);
  });

  it('leaves rows where they are while their numbers change', () => {
    const { rerender } = show(
      <ConsumerTable consumers={[idleConsumer, laggingConsumer]} />,
    );
    rerender(
      <ConsumerTable
        consumers={[
          consumerStatus('ORDERS/billing', {
            verdict: { level: 'error', rule: 'stall', reason: 'Stuck' },
          }),
          laggingConsumer,
        ]}
      />,
    );
    expect(screen.getByText('Stuck')).toBeInTheDocument();
    expect(names()).toEqual(['JOBS/echo-workers', 'ORDERS/billing']);
  });

  it('claims no numbers of a consumer that was never seen', () => {
    show(
      <ConsumerTable
        consumers={[
          consumerStatus('JOBS/gone', {
            verdict: {
              level: 'unknown',
              rule: 'not-found',
              reason: 'Stream JOBS has no consumer "gone"',
            },
            counters: undefined,
            trend: [],
          }),
        ]}
      />,
    );
    expect(screen.getByText('unknown')).toBeInTheDocument();
    expect(screen.getAllByText('–')).toHaveLength(5);
    expect(
      screen.getByRole('img', { name: 'no trend yet' }),
    ).toBeInTheDocument();
  });

  it('names the account where there is more than one', () => {
    show(
      <ConsumerTable
        consumers={['A', 'B'].map(account =>
          consumerStatus('JOBS/echo-workers', { account }),
        )}
      />,
    );
    expect(screen.getByText('account A')).toBeInTheDocument();
    expect(screen.getByText('account B')).toBeInTheDocument();
  });
});
