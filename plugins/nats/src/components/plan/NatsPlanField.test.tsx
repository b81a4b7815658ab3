import { PlannedItem, PlanPreview } from '@nats-portal/plugin-nats-common';
import { render, screen } from '@testing-library/react';
import { answering } from '../../__testUtils__/renderEntity';
import { entityStatus } from '../../__testUtils__/statuses';
import { TestApis } from '../../__testUtils__/TestApis';
import { NatsPlanField } from './NatsPlanField';

const form = { broker: 'resource:default/local-nats', streams: [{}] };

function item(
  action: PlannedItem['action'],
  rest: Partial<PlannedItem> = {},
): PlannedItem {
  return { kind: 'stream', name: action, action, changes: [], ...rest };
}

function renderPlan(plan: Partial<PlanPreview>, formData: object = form) {
  const getPlan = jest.fn().mockResolvedValue({
    broker: 'local',
    account: 'APP',
    findings: [],
    items: [],
    unlisted: [],
    ...plan,
  });
  const natsApi = { ...answering(entityStatus()), getPlan };
  render(
    <TestApis natsApi={natsApi}>
      <NatsPlanField formContext={{ formData: { ...formData } }} />
    </TestApis>,
  );
  return getPlan;
}

describe('NatsPlanField', () => {
  it('asks for a broker first', async () => {
    const getPlan = renderPlan({}, {});
    expect(
      await screen.findByText('Choose a broker and say what you want of it.'),
    ).toBeInTheDocument();
    expect(getPlan).not.toHaveBeenCalled();
  });

  it('says in a sentence what will happen, and shows each change', async () => {
    renderPlan({
      items: [
        item('create', { name: 'ORDERS' }),
        item('update', {
          kind: 'consumer',
          name: 'JOBS/echo',
          changes: [
            { field: 'maxDeliver', from: undefined, to: 3 },
            { field: 'ackWait', from: '30s', to: '1m' },
          ],
        }),
        item('unchanged', { name: 'JOBS' }),
      ],
    });
    expect(
      await screen.findByText(
        'On broker local, 1 will be created and 1 changed; nothing is deleted.',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('row', { name: 'create stream ORDERS' }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('row', {
        name: /change consumer JOBS\/echo .*maxDeliver the server's default → 3.*ackWait 30s → 1m/,
      }),
    ).toBeInTheDocument();
    expect(screen.getByText('1 stay as they are')).toBeInTheDocument();
  });

  it('names what is refused first, with the reason', async () => {
    renderPlan({
      items: [
        item('create', { name: 'ORDERS' }),
        item('refused', { name: 'JOBS', reason: 'storage cannot change' }),
      ],
    });
    expect(
      await screen.findByText(
        'Broker local would refuse 1 of these, so nothing would be changed.',
      ),
    ).toBeInTheDocument();
    const names = screen.getAllByRole('rowheader').map(th => th.textContent);
    expect(names).toEqual(['stream JOBS', 'stream ORDERS']);
    expect(screen.getByText('storage cannot change')).toBeInTheDocument();
  });

  it('says what is lost with what is made anew, and how to agree to it', async () => {
    const cost = { messages: 1200, bytes: 2048, consumers: 2, lost: ['audit'] };
    renderPlan({
      items: [
        item('refused', {
          name: 'JOBS',
          reason: 'storage cannot change',
          cost,
        }),
        item('recreate', { name: 'ORDERS', cost }),
      ],
    });
    const refused = await screen.findByRole('row', { name: /refused.*JOBS/ });
    expect(refused).toHaveTextContent(/1,200 messages \(2(\.0)? [Kk]i?B\)/);
    expect(refused).toHaveTextContent('Gone for good: audit');
    expect(refused).toHaveTextContent('type JOBS below');
    const anew = screen.getByRole('row', { name: /make anew.*ORDERS/ });
    expect(anew).not.toHaveTextContent('type ORDERS');
  });

  it('says when nothing changes', async () => {
    renderPlan({ items: [item('unchanged')] });
    expect(
      await screen.findByText(
        'Broker local has all of this already: nothing changes.',
      ),
    ).toBeInTheDocument();
  });

  it('names what the broker has beside the spec, and that it stays', async () => {
    renderPlan({
      items: [item('unchanged')],
      unlisted: [
        { kind: 'keyValue', name: 'SETTINGS', owner: 'group:default/mail' },
        { kind: 'consumer', name: 'JOBS/audit' },
      ],
    });
    const summary = await screen.findByText(
      '2 more are on the broker and not in the spec; they stay as they are',
    );
    expect(summary.closest('details')).toHaveTextContent(
      /key-value bucket SETTINGS of group:default\/mail.*consumer JOBS\/audit/,
    );
  });

  it('lists every mistake with its place instead of a plan', async () => {
    renderPlan({
      findings: [
        {
          id: 'js-shape',
          severity: 'error',
          path: 'streams[0].storage',
          message: 'must be file or memory',
        },
      ],
    });
    expect(await screen.findByText('streams[0].storage')).toBeInTheDocument();
    expect(screen.queryByText(/nothing changes/)).not.toBeInTheDocument();
  });
});
