import { closeBrokers } from '../../__testUtils__/brokerAt';
import {
  AccountState,
  accountState,
  clearAccount,
  undisturbedState,
} from './__testUtils__/accountState';
import { applyInProcesses } from './__testUtils__/applyInProcesses';
import { FaultyBroker } from './__testUtils__/FaultyBroker';
import { sizeOf, specOf } from './__testUtils__/specOf';

jest.setTimeout(90_000);

describe.each([
  { where: 'one server', size: 1, spec: specOf(50, 10) },
  {
    where: 'three servers',
    size: 3,
    spec: specOf(8, 3, { replicas: 3 }),
  },
] as const)('tasks that apply the same at once to $where', ({ size, spec }) => {
  let faulty: FaultyBroker;
  let undisturbed: AccountState;

  beforeAll(async () => {
    faulty = await FaultyBroker.start({ size });
    undisturbed = await undisturbedState(faulty, spec);
  });

  afterEach(() => clearAccount(faulty.client));

  afterAll(async () => {
    await closeBrokers();
    await faulty?.stop();
  });

  /** Whoever made it, each asset was made, and each task saw all of them. */
  async function expectAllDone(
    results: { created: number; updated: number; unchanged: number }[],
  ) {
    for (const { created, updated, unchanged } of results) {
      expect(created + unchanged).toBe(sizeOf(spec));
      expect(updated).toBe(0);
    }
    const made = results.reduce((sum, { created }) => sum + created, 0);
    expect(made).toBeGreaterThanOrEqual(sizeOf(spec));
    expect(await accountState(faulty.client)).toEqual(undisturbed);
    expect(await faulty.broker.applyMessaging(spec)).toMatchObject({
      unchanged: sizeOf(spec),
    });
  }

  it('in one process end in the same state, without an error', async () => {
    const brokers = [faulty.broker, faulty.another(), faulty.another()];
    await expectAllDone(
      await Promise.all(brokers.map(broker => broker.applyMessaging(spec))),
    );
  });

  it('in processes of their own end in the same state, without an error', async () => {
    await expectAllDone(
      await applyInProcesses(2, { entry: faulty.entry, spec }),
    );
  });
});
