import { closeBrokers } from '../../__testUtils__/brokerAt';
import { PlannedAsset } from '../../MessagingPlan';
import {
  AccountState,
  clearAccount,
  settledState,
  undisturbedState,
} from './__testUtils__/accountState';
import { breakAt } from './__testUtils__/breakAt';
import { FaultyBroker } from './__testUtils__/FaultyBroker';
import { sizeOf, specOf } from './__testUtils__/specOf';

jest.setTimeout(90_000);

const SPEC = specOf(8, 3, { replicas: 3 });
const CHANGED = specOf(8, 3, { replicas: 3, description: 'changed' });
const SIZE = sizeOf(SPEC);

let faulty: FaultyBroker;
let undisturbed: AccountState;

beforeAll(async () => {
  faulty = await FaultyBroker.start({ size: 3 });
  undisturbed = await undisturbedState(faulty, SPEC);
});

afterEach(() => clearAccount(faulty.client));

afterAll(async () => {
  await closeBrokers();
  await faulty?.stop();
});

describe('three servers that elect in the middle', () => {
  /** Sends it, and waits for nothing. */
  const stepDown = (what: string) =>
    (what.startsWith('META') ? faulty.admin : faulty.client).publish(
      `$JS.API.${what}`,
    );

  it('another leader for all, once more after each few assets', async () => {
    let stepDowns = 0;
    const { created } = await faulty.broker.applyMessaging(SPEC, {
      onProgress: (_asset: PlannedAsset) => {
        if (++stepDowns % 10 === 0) {
          stepDown('META.LEADER.STEPDOWN');
        }
      },
    });
    expect(created).toBe(SIZE);
    expect(await settledState(faulty.client, undisturbed)).toEqual(undisturbed);
  });

  it('another leader for each stream while its consumers are made', async () => {
    const { created } = await faulty.broker.applyMessaging(SPEC, {
      onProgress: ({ kind, stream }) => {
        if (kind === 'stream') {
          stepDown(`STREAM.LEADER.STEPDOWN.${stream}`);
        }
      },
    });
    expect(created).toBe(SIZE);
    expect(await settledState(faulty.client, undisturbed)).toEqual(undisturbed);
  });

  it('another leader for all and for each stream while streams are changed', async () => {
    await faulty.broker.applyMessaging(SPEC);
    const { updated, unchanged } = await faulty.broker.applyMessaging(CHANGED, {
      onProgress: breakAt(SIZE - 8, () => {
        stepDown('META.LEADER.STEPDOWN');
        SPEC.streams.forEach(({ name }) =>
          stepDown(`STREAM.LEADER.STEPDOWN.${name}`),
        );
      }),
    });
    expect({ updated, unchanged }).toEqual({ updated: 8, unchanged: SIZE - 8 });
    expect(await faulty.broker.applyMessaging(CHANGED)).toMatchObject({
      unchanged: SIZE,
    });
  });
});
