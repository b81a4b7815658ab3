import { setTimeout as sleep } from 'node:timers/promises';
import { closeBrokers } from '../../__testUtils__/brokerAt';
import { failureOf } from '../../__testUtils__/failureOf';
import {
  AccountState,
  clearAccount,
  settledState,
  undisturbedState,
} from './__testUtils__/accountState';
import { breakAt } from './__testUtils__/breakAt';
import { FaultyBroker } from './__testUtils__/FaultyBroker';
import { howFar } from './__testUtils__/howFar';
import { sizeOf, specOf } from './__testUtils__/specOf';

jest.setTimeout(90_000);

/** A broker is given up after ten times as long. */
const SOON = { timeout: { seconds: 1 } };

let faulty: FaultyBroker;
let undisturbed: AccountState;

async function prepare(size: 1 | 3, spec: object) {
  faulty = await FaultyBroker.start({ size });
  undisturbed = await undisturbedState(faulty, spec);
}

afterEach(async () => {
  await faulty.mend();
  await clearAccount(faulty.client);
});

afterAll(async () => {
  await closeBrokers();
  await faulty?.stop();
});

describe('a server that stands alone and is killed in the middle', () => {
  const SPEC = specOf(50, 10);
  const SIZE = sizeOf(SPEC);

  beforeAll(() => prepare(1, SPEC));

  afterAll(() => faulty.stop());

  it('ends in an error that says how far it got, and goes on from there when it is back', async () => {
    const error = await failureOf(
      faulty.another(SOON).applyMessaging(SPEC, {
        onProgress: breakAt(200, () => faulty.kill(0)),
      }),
    );
    expect(error.name).toBe('ServiceUnavailableError');
    expect(error.message).toContain('"faulty" at nats://127.0.0.1:');
    const { done, of, changed, at } = howFar(error);
    expect(done).toBeGreaterThanOrEqual(200);
    expect({ of, changed }).toEqual({ of: SIZE, changed: done });
    expect(at).toMatch(/^(Stream S\d+|Consumer S\d+\/c\d+)$/);
    await faulty.mend();
    const again = await faulty.broker.applyMessaging(SPEC);
    expect(again.created + again.unchanged).toBe(SIZE);
    // What was under way may have been done without an answer; what was said to be done is there.
    expect(again.unchanged).toBeGreaterThanOrEqual(done);
    expect(again.unchanged).toBeLessThan(SIZE);
    expect(await settledState(faulty.client, undisturbed)).toEqual(undisturbed);
  });

  it('is waited for when it comes back soon, and nobody hears of it', async () => {
    const applying = faulty.broker.applyMessaging(SPEC, {
      onProgress: breakAt(200, () => faulty.kill(0)),
    });
    await sleep(1_500);
    await faulty.mend();
    const { created } = await applying;
    expect(created).toBe(SIZE);
    expect(await settledState(faulty.client, undisturbed)).toEqual(undisturbed);
  });
});

describe('three servers of which some are killed in the middle', () => {
  const SPEC = specOf(8, 3, { replicas: 3 });
  const SIZE = sizeOf(SPEC);

  beforeAll(() => prepare(3, SPEC));

  it('go on without their leader', async () => {
    const leader = await faulty.metaLeader();
    const { created } = await faulty.broker.applyMessaging(SPEC, {
      onProgress: breakAt(12, () => faulty.kill(leader)),
    });
    expect(created).toBe(SIZE);
    await faulty.mend();
    expect(await settledState(faulty.client, undisturbed)).toEqual(undisturbed);
  });

  it('end in an error without two, and go on from there when they are back', async () => {
    const error = await failureOf(
      faulty.another(SOON).applyMessaging(SPEC, {
        onProgress: breakAt(12, () => {
          faulty.kill(0);
          faulty.kill(1);
        }),
      }),
    );
    expect(error.name).toBe('ServiceUnavailableError');
    const { done, of } = howFar(error);
    expect(done).toBeGreaterThanOrEqual(12);
    expect(of).toBe(SIZE);
    await faulty.mend();
    const again = await faulty.broker.applyMessaging(SPEC);
    expect(again.created + again.unchanged).toBe(SIZE);
    expect(again.unchanged).toBeGreaterThanOrEqual(done);
    expect(await settledState(faulty.client, undisturbed)).toEqual(undisturbed);
  });
});
