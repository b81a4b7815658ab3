import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { TestApis } from '../__testUtils__/TestApis';
import { CodeExample } from './CodeExample';

describe('CodeExample', () => {
  it('copies its text', async () => {
    const user = userEvent.setup();
    const writeText = jest.spyOn(navigator.clipboard, 'writeText');
    render(
      <TestApis>
        <CodeExample text="nats.io/broker: local" />
      </TestApis>,
    );
    await user.click(screen.getByRole('button', { name: 'Copy' }));
    expect(
      await screen.findByRole('button', { name: 'Copied' }),
    ).toBeInTheDocument();
    expect(writeText).toHaveBeenCalledWith('nats.io/broker: local');
  });
});
