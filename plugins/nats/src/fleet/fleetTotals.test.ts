import {
  fleetBroker,
  leaderlessBroker,
  neverReachedBroker,
} from '../__testUtils__/statuses';
import { fleetTotals } from './fleetTotals';

describe('fleetTotals', () => {
  it('adds up brokers, servers and consumers', () => {
    const [server] = fleetBroker().servers;
    const one = fleetBroker({ servers: [server], expectedServers: 3 });
    expect(fleetTotals([leaderlessBroker, one])).toEqual({
      brokers: { error: 1, warning: 0, unknown: 0, info: 0, ok: 1 },
      servers: { answering: 4, total: 6, isLeast: false },
      consumers: { error: 4, warning: 1, unknown: 0, info: 0, ok: 15 },
    });
  });

  it('knows that it does not know all servers', () => {
    const away = fleetBroker({
      ...neverReachedBroker,
      expectedServers: undefined,
    });
    expect(fleetTotals([fleetBroker(), away]).servers).toEqual({
      answering: 3,
      total: 3,
      isLeast: true,
    });
  });

  it('has no consumers where one may not see them', () => {
    const hidden = fleetBroker({ consumers: undefined });
    expect(fleetTotals([hidden, fleetBroker()]).consumers).toBeUndefined();
  });
});
