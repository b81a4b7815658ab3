import { closeBrokers } from '../../__testUtils__/brokerAt';
import { failureOf } from '../../__testUtils__/failureOf';
import {
  AccountState,
  accountState,
  clearAccount,
  undisturbedState,
} from './__testUtils__/accountState';
import { breakAt } from './__testUtils__/breakAt';
import {
  denied,
  withOtherPassword,
  withoutJetStream,
} from './__testUtils__/configEdits';
import { FaultyBroker } from './__testUtils__/FaultyBroker';
import { howFar } from './__testUtils__/howFar';
import { sizeOf, specOf } from './__testUtils__/specOf';

jest.setTimeout(30_000);

const SPEC = specOf(20, 5);
const SIZE = sizeOf(SPEC);

let faulty: FaultyBroker;
let undisturbed: AccountState;

beforeAll(async () => {
  faulty = await FaultyBroker.start({ size: 1 });
  undisturbed = await undisturbedState(faulty, SPEC);
});

afterEach(async () => {
  await faulty.mend();
  await clearAccount(faulty.client);
});

afterAll(async () => {
  await closeBrokers();
  await faulty?.stop();
});

describe('a broker that refuses the portal', () => {
  it('refuses wrong credentials, and is left as it is', async () => {
    const guessing = faulty.another({
      accounts: [{ name: 'APP', user: 'portal-app', password: 'guessed' }],
    });
    for (const call of [
      guessing.planMessaging(SPEC),
      guessing.applyMessaging(SPEC),
    ]) {
      const error = await failureOf(call);
      expect(error.name).toBe('NotAllowedError');
      expect(error.message).toMatch(
        /"faulty".*refused the login for account APP; check nats\.brokers\[0\]\.accounts\[0\]/,
      );
      expect(error.message).not.toContain('guessed');
    }
    expect(await accountState(faulty.client)).toEqual({});
  });

  it('changes the password in the middle', async () => {
    const onProgress = breakAt(30, () => faulty.reload(withOtherPassword));
    const error = await failureOf(
      faulty.broker.applyMessaging(SPEC, { onProgress }),
    );
    expect(error.name).toBe('NotAllowedError');
    expect(error.message).toContain('refused the login for account APP');
    const { done, changed } = howFar(error);
    expect(done).toBeGreaterThanOrEqual(30);
    expect(changed).toBe(done);
    await faulty.mend();
    const { created, unchanged } = await faulty.broker.applyMessaging(SPEC);
    expect(created + unchanged).toBe(SIZE);
    // What was under way may have been done without an answer.
    expect(unchanged).toBeGreaterThanOrEqual(done);
    expect(await accountState(faulty.client)).toEqual(undisturbed);
  });

  it('has no JetStream in the account', async () => {
    faulty.reload(withoutJetStream);
    const error = await failureOf(faulty.broker.applyMessaging(SPEC));
    expect(error.name).toBe('ServiceUnavailableError');
    expect(error.message).toMatch(
      /"faulty".*account APP: JetStream not enabled for account/,
    );
    await faulty.mend();
    expect(await faulty.broker.applyMessaging(SPEC)).toMatchObject({
      created: SIZE,
    });
  });
});

describe('a user who may not do one thing', () => {
  it.each([
    ['list streams', '$JS.API.STREAM.LIST'],
    ['list consumers', '$JS.API.CONSUMER.LIST.>'],
  ])('%s: nothing is changed', async (_what, subject) => {
    await faulty.broker.applyMessaging(SPEC);
    const before = await accountState(faulty.client);
    faulty.reload(denied('publish', subject));
    const changed = specOf(20, 5, { description: 'changed' });
    const error = await failureOf(faulty.broker.applyMessaging(changed));
    expect(error.name).toBe('NotAllowedError');
    expect(error.message).toContain(subject.replace(/\.>$/, ''));
    expect(error.message).toContain('nats.brokers[0].accounts[0]');
    expect(await accountState(faulty.client)).toEqual(before);
  });

  it('hear answers: nothing is changed', async () => {
    faulty.reload(denied('subscribe', '_INBOX.>'));
    const error = await failureOf(faulty.another().applyMessaging(SPEC));
    expect(error.name).toBe('NotAllowedError');
    expect(error.message).toContain('_INBOX');
    expect(await accountState(faulty.client)).toEqual({});
  });

  it('create consumers: has the streams, says what is missing, and goes on from there once it may', async () => {
    faulty.reload(denied('publish', '$JS.API.CONSUMER.CREATE.>'));
    const error = await failureOf(faulty.broker.applyMessaging(SPEC));
    expect(error.name).toBe('NotAllowedError');
    expect(error.message).toContain('$JS.API.CONSUMER.CREATE.S');
    const { done, of, changed, at } = howFar(error);
    expect({ done, of, changed }).toEqual({
      done: Object.keys(await accountState(faulty.client)).length,
      of: SIZE,
      changed: done,
    });
    expect(at).toMatch(/^Consumer S\d+\/c\d$/);
    await faulty.mend();
    expect(await faulty.broker.applyMessaging(SPEC)).toMatchObject({
      created: SIZE - done,
      unchanged: done,
    });
  });

  it('change streams: makes nothing of a change, and all of it once it may', async () => {
    await faulty.broker.applyMessaging(SPEC);
    const before = await accountState(faulty.client);
    faulty.reload(denied('publish', '$JS.API.STREAM.UPDATE.>'));
    const changed = specOf(20, 5, { description: 'changed' });
    const error = await failureOf(faulty.broker.applyMessaging(changed));
    expect(error.name).toBe('NotAllowedError');
    expect(error.message).toContain('$JS.API.STREAM.UPDATE.S');
    expect(howFar(error)).toMatchObject({
      done: 100,
      of: SIZE,
      changed: 0,
      at: expect.stringMatching(/^Stream S\d+$/),
    });
    expect(await accountState(faulty.client)).toEqual(before);
    await faulty.mend();
    expect(await faulty.broker.applyMessaging(changed)).toMatchObject({
      updated: 20,
      unchanged: 100,
    });
  });
});
