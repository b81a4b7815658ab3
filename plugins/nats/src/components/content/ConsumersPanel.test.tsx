import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { TestApis } from '../../__testUtils__/TestApis';
import {
  drainingConsumer,
  idleConsumer,
  laggingConsumer,
} from '../../__testUtils__/statuses';
import { ConsumersPanel } from './ConsumersPanel';

function show(consumers = [laggingConsumer, drainingConsumer, idleConsumer]) {
  render(
    <TestApis>
      <ConsumersPanel consumers={consumers} reached />
    </TestApis>,
  );
}

const names = () =>
  screen.queryAllByRole('rowheader').map(({ textContent }) => textContent);

describe('ConsumersPanel', () => {
  it('counts the verdicts, and shows those that are pressed', async () => {
    show();
    const ok = screen.getByRole('button', { name: '2 ok' });
    expect(screen.getByRole('button', { name: '1 warning' })).toBeVisible();
    await userEvent.click(ok);
    expect(ok).toHaveAttribute('aria-pressed', 'true');
    expect(names()).toEqual(['JOBS/audit', 'ORDERS/billing']);
    await userEvent.click(ok);
    expect(names()).toHaveLength(3);
  });

  it('searches names, and leads back where none matches', async () => {
    show();
    const search = screen.getByRole('searchbox', { name: 'Search consumers' });
    await userEvent.type(search, 'billing');
    expect(names()).toEqual(['ORDERS/billing']);
    await userEvent.type(search, ' nonsense');
    expect(names()).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Show all' }));
    expect(names()).toHaveLength(3);
  });
});
