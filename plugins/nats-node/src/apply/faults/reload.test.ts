import { closeBrokers } from '../../__testUtils__/brokerAt';
import {
  AccountState,
  accountState,
  clearAccount,
  undisturbedState,
} from './__testUtils__/accountState';
import { withOtherSystemRight } from './__testUtils__/configEdits';
import { FaultyBroker } from './__testUtils__/FaultyBroker';
import { sizeOf, specOf } from './__testUtils__/specOf';

jest.setTimeout(60_000);

const SPEC = specOf(50, 10);
const SIZE = sizeOf(SPEC);
const PLANS = 30;

let faulty: FaultyBroker;
let undisturbed: AccountState;

beforeAll(async () => {
  faulty = await FaultyBroker.start({ size: 1 });
  undisturbed = await undisturbedState(faulty, SPEC);
});

afterEach(() => clearAccount(faulty.client));

afterAll(async () => {
  await closeBrokers();
  await faulty?.stop();
});

/** Lets the server take in something again and again while something else goes on. */
async function reloading<T>(beside: Promise<T>): Promise<T> {
  let isOver = false;
  const end = () => {
    isOver = true;
  };
  beside.then(end, end);
  for (let i = 0; !isOver; i++) {
    await faulty.reloadBeside(withOtherSystemRight(`right${i}`));
  }
  return beside;
}

describe('a server that takes in other configurations all the time', () => {
  it('is given all of a spec', async () => {
    const { created } = await reloading(faulty.broker.applyMessaging(SPEC));
    expect(created).toBe(SIZE);
    expect(await accountState(faulty.client)).toEqual(undisturbed);
  });

  it('is compared with a spec, many times', async () => {
    await faulty.broker.applyMessaging(SPEC);
    const planOften = async () => {
      const unchanged = [];
      for (let i = 0; i < PLANS; i++) {
        const { assets } = await faulty.broker.planMessaging(SPEC);
        unchanged.push(
          assets.filter(({ action }) => action === 'unchanged').length,
        );
      }
      return unchanged;
    };
    expect(await reloading(planOften())).toEqual(Array(PLANS).fill(SIZE));
  });
});
