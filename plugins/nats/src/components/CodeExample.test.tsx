import { mockApis, TestApiProvider } from '@backstage/frontend-test-utils';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { CodeExample } from './CodeExample';

describe('CodeExample', () => {
  it('copies its text', async () => {
    const user = userEvent.setup();
    render(
      <TestApiProvider apis={[mockApis.translation()]}>
        <CodeExample text="nats.io/broker: local" />
      </TestApiProvider>,
    );
    await user.click(screen.getByRole('button', { name: 'Copy' }));
    expect(
      await screen.findByRole('button', { name: 'Copied' }),
    ).toBeInTheDocument();
    await expect(navigator.clipboard.readText()).resolves.toBe(
      'nats.io/broker: local',
    );
  });
});
