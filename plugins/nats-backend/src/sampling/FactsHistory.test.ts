import { BrokerFacts } from '@nats-portal/plugin-nats-common';
import { FactsHistory } from './FactsHistory';

const facts = (seconds: number): BrokerFacts => ({
  at: seconds * 1000,
  source: 'system',
  servers: [],
  problems: [],
});

describe('FactsHistory', () => {
  it('keeps a snapshot a minute, oldest first', () => {
    const history = new FactsHistory();
    [0, 15, 30, 45, 60, 75, 121].forEach(s => history.add(facts(s)));
    expect(history.list().map(({ at }) => at)).toEqual([0, 60_000, 121_000]);
  });

  it('forgets what is older than an hour', () => {
    const history = new FactsHistory();
    for (let minute = 0; minute <= 200; minute++) {
      history.add(facts(minute * 60));
    }
    expect(history.list()).toHaveLength(61);
    expect(history.list()[0].at).toBe(140 * 60_000);
  });

  it('goes on where the clock ran back', () => {
    const history = new FactsHistory();
    [600, 300].forEach(s => history.add(facts(s)));
    expect(history.list().map(({ at }) => at)).toEqual([600_000, 300_000]);
  });
});
