import { BrokerStatus } from '@nats-portal/plugin-nats-common';
import { render, screen } from '@testing-library/react';
import { TestApis } from '../../__testUtils__/TestApis';
import { StorageBar } from './StorageBar';

const GIB = 1024 ** 3;

function bar(storage: BrokerStatus['storage']) {
  return render(
    <TestApis>
      <StorageBar storage={storage} />
    </TestApis>,
  ).container;
}

describe('StorageBar', () => {
  it('shows used of limit as a bar and in words', () => {
    bar({ used: 4.6 * GIB, reserved: 0, limit: 10 * GIB });
    const meter = screen.getByRole('meter', { name: 'Storage' });
    expect(meter).toHaveAttribute('aria-valuenow', '46');
    expect(meter).toHaveAttribute('aria-valuetext', '4.6 of 10 GiB');
  });

  it('names both units where they differ', () => {
    expect(
      bar({ used: 12 * 1024, reserved: 0, limit: 10 * GIB }),
    ).toHaveTextContent('12 KiB of 10 GiB');
  });

  it('says when it is full', () => {
    render(
      <TestApis>
        <StorageBar
          storage={{ used: GIB, reserved: 0, limit: 10 * GIB }}
          forecast={{ server: 'nats-1', seconds: 50_400, within: { least: 1 } }}
        />
      </TestApis>,
    );
    expect(
      screen.getByText('nats-1 is full in about 14 hr'),
    ).toBeInTheDocument();
  });

  it('ends at its end', () => {
    bar({ used: 12 * GIB, reserved: 0, limit: 10 * GIB });
    expect(screen.getByRole('meter')).toHaveAttribute('aria-valuenow', '100');
  });

  it('draws no bar without a limit, and claims nothing without data', () => {
    expect(bar({ used: GIB, reserved: 0 })).toHaveTextContent(
      '1 GiB, no limit',
    );
    expect(bar(undefined)).toHaveTextContent('not known');
    expect(screen.queryByRole('meter')).not.toBeInTheDocument();
  });
});
