import { render, screen } from '@testing-library/react';
import { TestApis } from '../../__testUtils__/TestApis';
import { brokerStatus } from '../../__testUtils__/statuses';
import { BrokerVerdicts } from './BrokerVerdicts';

function shown(verdict: Parameters<typeof brokerStatus>[0]) {
  return render(
    <TestApis>
      <BrokerVerdicts broker={brokerStatus(verdict)} />
    </TestApis>,
  ).container;
}

describe('BrokerVerdicts', () => {
  it('says nothing of a broker that is well', () => {
    expect(shown({})).toHaveTextContent('');
  });

  it('says everything that is wrong, with what to do', async () => {
    shown({
      verdict: {
        level: 'error',
        rule: 'certificate-expiring',
        reason: 'The certificate of nats-1 expires in 12 hr',
        advice: {
          text: 'Look whether cert-manager renewed it',
          command: 'nats server config reload nats-1',
        },
        findings: [
          {
            level: 'info',
            rule: 'restarted',
            reason: 'nats-2 started anew 2 min ago',
          },
        ],
      },
    });
    const items = await screen.findAllByRole('listitem');
    expect(items).toHaveLength(2);
    expect(items[0]).toHaveTextContent(
      /error.*The certificate of nats-1 expires in 12 hr\..*nats server config reload nats-1/,
    );
    expect(items[1]).toHaveTextContent(/info.*nats-2 started anew 2 min ago\./);
  });
});
