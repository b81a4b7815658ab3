import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { findSerious } from '../__testUtils__/findSerious';
import { TestApis } from '../__testUtils__/TestApis';
import { CodeExample } from './CodeExample';

describe('CodeExample', () => {
  it('can be scrolled by keyboard, and says what it is', async () => {
    const { container } = render(
      <TestApis>
        <CodeExample text="nats.io/broker: local" />
      </TestApis>,
    );
    await userEvent.tab();
    const text = screen.getByRole('group', { name: 'Text to copy' });
    expect(text).toHaveFocus();
    expect(text).toHaveTextContent('nats.io/broker: local');
    expect(await findSerious(container)).toEqual([]);
  });

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
