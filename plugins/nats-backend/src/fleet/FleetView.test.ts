import {
  consumerOfTest as consumer,
  INTERVAL,
  NOW,
  stateOf as broker,
} from '../sampling/__testUtils__/states';
import { BrokerState } from '../sampling/BrokerSampler';
import { FleetView } from './FleetView';

const away = broker('away', [], {
  snapshot: undefined,
  error: 'tls://10.0.0.1:4222 did not answer',
});
const busy = broker('busy', [
  consumer('idle', () => 0),
  consumer('small', i => 500 + 30 * i),
  consumer('large', i => 5_000 + 30 * i),
]);

function viewOf(states: BrokerState[]) {
  const list = jest.fn(() => states);
  const view = new FleetView({
    list,
    find: name => states.find(({ info }) => info.name === name),
    ask: () => {},
  });
  return { view, list };
}

describe('FleetView', () => {
  it('shows the worst broker first, with its cluster', () => {
    const { brokers } = viewOf([away, busy]).view.status(NOW);
    expect(brokers.map(({ name, cluster }) => [name, cluster])).toEqual(
      expect.arrayContaining([
        ['away', 'away-cluster'],
        ['busy', 'busy-cluster'],
      ]),
    );
    expect(brokers[0].verdict.level).not.toBe('ok');
  });

  it('counts consumers by level', () => {
    const { brokers } = viewOf([busy]).view.status(NOW);
    expect(brokers[0].consumers).toEqual({
      ok: 1,
      info: 0,
      unknown: 0,
      warning: 2,
      error: 0,
    });
  });

  it('lists the consumers with most waiting, over all brokers', () => {
    const other = broker('other', [consumer('middle', i => 1_000 + 30 * i)]);
    const { largestBacklogs } = viewOf([busy, other]).view.status(NOW);
    expect(
      largestBacklogs?.map(item => `${item.broker} ${item.consumer}`),
    ).toEqual(['busy large', 'other middle', 'busy small']);
  });

  it('lists no more than ten, and none of an internal stream', () => {
    const many = broker(
      'many',
      Array.from({ length: 30 }, (_, i) => ({
        ...consumer(`c${i}`, () => 1_000 + i),
        stream: i % 2 === 0 ? 'KV_settings' : 'JOBS',
      })),
    );
    const { largestBacklogs = [] } = viewOf([many]).view.status(NOW);
    expect(largestBacklogs).toHaveLength(10);
    expect(largestBacklogs[0].consumer).toBe('c29');
    expect(largestBacklogs.every(({ stream }) => stream === 'JOBS')).toBe(true);
  });

  it('lists what waits at a consumer that is watched too briefly to be judged', () => {
    const young = broker('young', [consumer('new', () => 40)], {}, 1);
    const { largestBacklogs } = viewOf([young]).view.status(NOW);
    expect(largestBacklogs).toMatchObject([
      { consumer: 'new', verdict: { rule: 'too-little-data' } },
    ]);
  });

  it('says nothing of consumers whose numbers are old', () => {
    const { furthestBehind, largestBacklogs } = viewOf([busy]).view.status(
      NOW + 10 * INTERVAL,
    );
    expect(furthestBehind).toEqual([]);
    expect(largestBacklogs).toEqual([]);
  });

  it('remembers how brokers did in the last hour', () => {
    const { view } = viewOf([away]);
    view.record(NOW);
    const [{ lastHour, verdict }] = view.status(NOW + 60_000).brokers;
    expect(lastHour.slice(-3)).toEqual([null, verdict.level, null]);
  });

  it('judges once for pages that ask at the same time', () => {
    const { view, list } = viewOf([busy]);
    view.status(NOW);
    view.status(NOW + 1_000);
    expect(list).toHaveBeenCalledTimes(1);
    view.status(NOW + 3_000);
    expect(list).toHaveBeenCalledTimes(2);
  });
});
