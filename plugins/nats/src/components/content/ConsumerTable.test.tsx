import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  consumerStatus,
  drainingConsumer,
  idleConsumer,
  laggingConsumer,
} from '../../__testUtils__/statuses';
import { ConsumerTable } from './ConsumerTable';

async function names() {
  const headers = await screen.findAllByRole('rowheader');
  return headers.map(header => header.textContent);
}

const sortBy = (header: string) =>
  userEvent.click(screen.getByRole('columnheader', { name: header }));

describe('ConsumerTable', () => {
  it('shows the worst first, with its numbers', async () => {
    renderInTestApp(
      <ConsumerTable
        consumers={[idleConsumer, drainingConsumer, laggingConsumer]}
      />,
    );
    expect(await names()).toEqual([
      'JOBS/echo-workers',
      'JOBS/audit',
      'ORDERS/billing',
    ]);
    const [, lagging] = screen.getAllByRole('row');
    expect(
      within(lagging)
        .getAllByRole('gridcell')
        .map(cell => cell.textContent),
    ).toEqual([
      'warningFalls behind: 1,204 waiting, +38 a minute over 12 min',
      'backlog rose from 0 to 1,204 in 20 sec',
      '1,204',
      '5',
      '7',
      'not draining',
    ]);
  });

  it('sorts by the header that is clicked', async () => {
    renderInTestApp(
      <ConsumerTable
        consumers={[laggingConsumer, idleConsumer, drainingConsumer]}
      />,
    );
    await screen.findAllByRole('row');
    await sortBy('Backlog');
    expect(await names()).toEqual([
      'ORDERS/billing',
      'JOBS/audit',
      'JOBS/echo-workers',
    ]);
    await sortBy('Backlog');
    expect(await names()).toEqual([
      'JOBS/echo-workers',
      'JOBS/audit',
      'ORDERS/billing',
    ]);
  });

  it('claims no numbers of a consumer that was never seen', async () => {
    renderInTestApp(
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
    expect(await screen.findByText('unknown')).toBeInTheDocument();
    expect(screen.getAllByText('–')).toHaveLength(4);
    expect(
      screen.getByRole('img', { name: 'no trend yet' }),
    ).toBeInTheDocument();
  });

  it('names the account where there is more than one', async () => {
    renderInTestApp(
      <ConsumerTable
        consumers={['A', 'B'].map(account =>
          consumerStatus('JOBS/echo-workers', { account }),
        )}
      />,
    );
    expect(await screen.findByText('account A')).toBeInTheDocument();
    expect(screen.getByText('account B')).toBeInTheDocument();
  });

  it('shows many consumers by pages', async () => {
    const consumers = Array.from({ length: 120 }, (_, i) =>
      consumerStatus(`JOBS/worker-${String(i).padStart(3, '0')}`),
    );
    renderInTestApp(<ConsumerTable consumers={consumers} />);
    expect(await names()).toHaveLength(50);
    await userEvent.click(screen.getByRole('button', { name: /next/i }));
    expect((await names())[0]).toBe('JOBS/worker-050');
  });
});
