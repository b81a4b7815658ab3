import { mockServices } from '@backstage/backend-test-utils';
import {
  consumerOfTest,
  INTERVAL,
  NOW,
  stateOf,
} from '../sampling/__testUtils__/states';
import { announceVerdicts } from './announceVerdicts';

const state = stateOf('busy', [consumerOfTest('idle', () => 0)]);

describe('announceVerdicts', () => {
  const publish = jest.fn(async () => {});
  const logger = mockServices.logger.mock();
  const announcer = () => announceVerdicts({ signals: { publish }, logger });

  beforeEach(() => publish.mockClear());

  it('names a broker whose verdict has changed, and nothing else', () => {
    const announce = announcer();
    announce(state, NOW);
    announce(state, NOW + 1_000);
    expect(publish).not.toHaveBeenCalled();
    announce(state, NOW + 10 * INTERVAL);
    expect(publish.mock.calls).toEqual([
      [
        {
          recipients: { type: 'broadcast' },
          channel: 'nats:verdicts',
          message: { brokers: ['busy'] },
        },
      ],
    ]);
  });

  it('tells of a consumer whose verdict has changed', () => {
    const announce = announcer();
    const changing = stateOf('busy', [consumerOfTest('late', () => 0)]);
    const judge = (now: number) => {
      Array.from(changing.memory.judge({ now, intervalMs: 15_000 }));
      announce(changing, now);
    };
    judge(NOW);
    const { changes } = changing.memory;
    Array.from(
      changing.memory.add({
        ...state.snapshot!,
        at: NOW + 15_000,
        streams: [],
        consumers: [],
        leaderless: [
          { account: 'APP', stream: 'JOBS', name: 'late', leader: '' },
        ],
        leaderlessStreams: [],
        unreadable: [],
      }),
    );
    judge(NOW + 15_000);
    expect(changing.memory.changes).toBeGreaterThan(changes);
    expect(publish).toHaveBeenCalledTimes(1);
  });

  it('goes on where signals cannot be sent', async () => {
    publish.mockRejectedValueOnce(new Error('no events'));
    const announce = announcer();
    announce(state, NOW);
    announce(state, NOW + 10 * INTERVAL);
    await Promise.resolve();
    expect(logger.debug).toHaveBeenCalledTimes(1);
  });
});
