import { closeBrokers } from '../../__testUtils__/brokerAt';
import {
  AccountState,
  clearAccount,
  settledState,
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

  /** What came of it: what each task says of how many assets, what there is, and what is left to do. */
  async function outcomeOf(
    results: { created: number; updated: number; unchanged: number }[],
  ) {
    const { unchanged } = await faulty.broker.applyMessaging(spec);
    const made = results.reduce((sum, { created }) => sum + created, 0);
    return {
      done: results.map(result => result.created + result.unchanged),
      isAllMade: made >= sizeOf(spec),
      state: await settledState(faulty.client, undisturbed),
      leftToDo: sizeOf(spec) - unchanged,
    };
  }

  const allDoneBy = (tasks: number) => ({
    done: Array(tasks).fill(sizeOf(spec)),
    isAllMade: true,
    state: undisturbed,
    leftToDo: 0,
  });

  it('in one process end in the same state, without an error', async () => {
    const brokers = [faulty.broker, faulty.another(), faulty.another()];
    const results = await Promise.all(
      brokers.map(broker => broker.applyMessaging(spec)),
    );
    expect(await outcomeOf(results)).toEqual(allDoneBy(3));
  });

  it('in processes of their own end in the same state, without an error', async () => {
    const results = await applyInProcesses(2, { entry: faulty.entry, spec });
    expect(await outcomeOf(results)).toEqual(allDoneBy(2));
  });
});
