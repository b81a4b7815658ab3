import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { findSerious } from '../../__testUtils__/findSerious';
import { pagedBackend } from '../../__testUtils__/pagedBackend';
import { consumerStatus } from '../../__testUtils__/statuses';
import { TestApis } from '../../__testUtils__/TestApis';
import { PagedConsumers } from './PagedConsumers';

const COUNT = 450;

/** Names in the order of their numbers; the last one is the worst. */
function manyConsumers() {
  return Array.from({ length: COUNT }, (_, i) =>
    consumerStatus(`JOBS/worker-${String(i).padStart(3, '0')}`, {
      counters: { backlog: i, inFlight: 0, redelivered: 0, waiting: 0 },
      verdict:
        i === COUNT - 1
          ? { level: 'error', rule: 'stuck', reason: 'Stuck' }
          : { level: 'ok', rule: 'ok', reason: 'Keeps up' },
    }),
  );
}

function show(consumers = manyConsumers()) {
  const backend = pagedBackend(consumers);
  const onOpen = jest.fn();
  render(
    <TestApis natsApi={backend.natsApi}>
      <PagedConsumers
        broker="local"
        scope={{ account: 'APP' }}
        entityRef="component:default/echo"
        // The tests say when it is asked again.
        intervalMs={2 ** 30}
        known={consumers.slice(-1)}
        total={consumers.length}
        onOpen={onOpen}
      />
    </TestApis>,
  );
  return { ...backend, onOpen };
}

const grid = () => screen.getByRole('grid', { name: 'Consumers' });
const names = () =>
  within(grid())
    .getAllByRole('rowheader')
    .map(({ textContent }) => textContent);
const shown = (text: string) => screen.findByText(text);

describe('PagedConsumers', () => {
  it('shows what is known at once, and then the first page of all', async () => {
    show();
    expect(names()).toEqual(['JOBS/worker-449']);
    await shown('200 of 450 shown.');
    expect(names().slice(0, 2)).toEqual(['JOBS/worker-449', 'JOBS/worker-000']);
    expect(grid()).toHaveAttribute('aria-rowcount', '451');
    expect(screen.getByRole('button', { name: '449 ok' })).toBeVisible();
    expect(await findSerious(document.body)).toEqual([]);
  });

  it('leads to the very last one, by button or by keyboard', async () => {
    const { asked, onOpen } = show();
    await shown('200 of 450 shown.');
    await userEvent.click(screen.getByRole('button', { name: 'Show more' }));
    await shown('400 of 450 shown.');
    act(() =>
      within(grid()).getByRole('button', { name: 'JOBS/worker-449' }).focus(),
    );
    await userEvent.keyboard('{End}');
    await shown('450 of 450 shown.');
    expect(
      screen.queryByRole('button', { name: 'Show more' }),
    ).not.toBeInTheDocument();
    await userEvent.keyboard('{End}{Enter}');
    expect(onOpen).toHaveBeenLastCalledWith(
      expect.objectContaining({ consumer: 'worker-448' }),
    );
    expect(asked.map(url => url.searchParams.get('cursor'))).toEqual([
      null,
      '200',
      '400',
    ]);
    expect(asked[0].pathname).toBe('/api/nats/brokers/local/consumers');
    expect(asked[0].searchParams.get('account')).toBe('APP');
    // Whatever page they are on, they are judged as the first ones are.
    expect(asked.map(({ searchParams }) => searchParams.get('entity'))).toEqual(
      Array(3).fill('component:default/echo'),
    );
  });

  it('lets the backend search and filter, whatever page it would be on', async () => {
    show();
    await shown('200 of 450 shown.');
    const search = screen.getByRole('searchbox', { name: 'Search consumers' });
    await userEvent.type(search, 'worker-31');
    await shown('10 of 10 shown.');
    expect(names()[0]).toBe('JOBS/worker-310');
    await userEvent.clear(search);
    await shown('200 of 450 shown.');
    await userEvent.click(screen.getByRole('button', { name: '1 error' }));
    await shown('1 of 1 shown.');
    await userEvent.type(search, 'nonsense');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Show all' }),
    );
    await shown('200 of 450 shown.');
  });

  it('lets the backend sort, by what it can while not all rows are here', async () => {
    show();
    await shown('200 of 450 shown.');
    const sorters = () =>
      within(grid())
        .getAllByRole('columnheader')
        .filter(head => within(head).queryByRole('button'))
        .map(({ textContent }) => textContent);
    expect(sorters()).toEqual(['Consumer', 'Verdict', 'Backlog', 'Behind']);
    await userEvent.click(screen.getByRole('button', { name: 'Backlog' }));
    await waitFor(() =>
      expect(names().slice(0, 2)).toEqual([
        'JOBS/worker-449',
        'JOBS/worker-448',
      ]),
    );
    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Search consumers' }),
      'worker-31',
    );
    await shown('10 of 10 shown.');
    expect(sorters()).toContain('Drains in');
    await userEvent.click(screen.getByRole('button', { name: 'Backlog' }));
    expect(names()[0]).toBe('JOBS/worker-310');
  });

  it('leaves rows where they are while their numbers change', async () => {
    const consumers = manyConsumers();
    const { asked } = show(consumers);
    await shown('200 of 450 shown.');
    await userEvent.click(screen.getByRole('button', { name: 'Show more' }));
    await shown('400 of 450 shown.');
    consumers[1] = {
      ...consumers[1],
      verdict: { level: 'warning', rule: 'lagging', reason: 'Falls behind' },
    };
    document.dispatchEvent(new Event('visibilitychange'));
    await waitFor(() => expect(asked).toHaveLength(4));
    await screen.findByText('Falls behind');
    expect(names().slice(0, 3)).toEqual([
      'JOBS/worker-449',
      'JOBS/worker-000',
      'JOBS/worker-001',
    ]);
  });

  it('keeps what it has where the next page cannot be had, and asks again', async () => {
    const { fail } = show();
    await shown('200 of 450 shown.');
    fail({
      status: 503,
      name: 'ServiceUnavailableError',
      message: 'restarts',
    });
    const more = screen.getByRole('button', { name: 'Show more' });
    await userEvent.click(more);
    await screen.findByText(/Numbers are .+ old: restarts/);
    expect(grid().closest('[data-stale]')).toHaveAttribute(
      'data-stale',
      'true',
    );
    fail();
    await userEvent.click(more);
    await shown('400 of 450 shown.');
  });

  it('shows nothing to those who may not see it', async () => {
    const { fail } = show();
    await shown('200 of 450 shown.');
    fail({
      status: 403,
      name: 'NotAllowedError',
      message: 'Not for you',
    });
    await userEvent.click(screen.getByRole('button', { name: 'Show more' }));
    expect(await screen.findByText('No permission')).toBeInTheDocument();
    expect(screen.queryByRole('grid')).not.toBeInTheDocument();
  });
});
