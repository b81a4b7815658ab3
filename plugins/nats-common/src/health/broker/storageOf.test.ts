import { brokerSnapshot, server } from '../__testUtils__/broker';
import { storageOf } from './storageOf';

describe('storageOf', () => {
  it('sums over the servers', () => {
    expect(
      storageOf(
        brokerSnapshot([
          server({ storageUsed: 1, storageReserved: 10, storageLimit: 100 }),
          server({ storageUsed: 2, storageReserved: 20, storageLimit: 200 }),
        ]),
      ),
    ).toEqual({ used: 3, reserved: 30, limit: 300 });
  });

  it('has no limit where one server has none, or none has JetStream', () => {
    expect(
      storageOf(
        brokerSnapshot([server(), server({ storageLimit: undefined })]),
      ),
    ).not.toHaveProperty('limit');
    expect(storageOf(brokerSnapshot([server(null)]))).toEqual({
      used: 0,
      reserved: 0,
    });
  });
});
