import { BrokerStatus } from '@nats-portal/plugin-nats-common';
import { render } from '@testing-library/react';
import { TestApis } from '../../__testUtils__/TestApis';
import { brokerStatus, neverReachedBroker } from '../../__testUtils__/statuses';
import { ServerMarks } from './ServerMarks';

function marks(broker: BrokerStatus) {
  return render(
    <TestApis>
      <ServerMarks broker={broker} />
    </TestApis>,
  ).container;
}

describe('ServerMarks', () => {
  it('marks each server, also those that are missing', () => {
    const { servers } = brokerStatus();
    const container = marks(brokerStatus({ servers: servers.slice(0, 2) }));
    expect(container).toHaveTextContent('2 of 3 servers');
    expect(
      [...container.querySelectorAll('[title]')].map(mark =>
        mark.getAttribute('title'),
      ),
    ).toEqual(['nats-0 answers', 'nats-1 answers', 'does not answer']);
  });

  it('counts only what answers where nobody says how many there should be', () => {
    expect(
      marks(brokerStatus({ expectedServers: undefined })),
    ).toHaveTextContent('3 of 3 servers');
  });

  it('claims nothing of a broker that was never reached', () => {
    expect(marks(neverReachedBroker)).toHaveTextContent('not known');
  });

  it('leaves the marks out where they were too many to count', () => {
    const [server] = brokerStatus().servers;
    const servers = Array.from({ length: 40 }, (_, i) => ({
      ...server,
      name: `nats-${i}`,
    }));
    const container = marks(brokerStatus({ servers }));
    expect(container).toHaveTextContent('40 of 40 servers');
    expect(container.querySelectorAll('[title]')).toHaveLength(0);
  });
});
