import { NatsConnection } from 'nats';
import { closeBrokers } from '../../__testUtils__/brokerAt';
import { ask } from '../../__testUtils__/clientOf';
import { eventually } from '../../__testUtils__/eventually';
import { FaultyBroker } from './__testUtils__/FaultyBroker';
import { specOf } from './__testUtils__/specOf';

jest.setTimeout(300_000);

/** What the server may store, and what one message takes of it, bytes. */
const ROOM = 32 * 1024 ** 2;
const MESSAGE = 512 * 1024;
/** To a message that is published (nats-server, server/errors.json). */
const NO_ROOM = 10023;

const SPEC = specOf(4, 2, { replicas: 1 });

let faulty: FaultyBroker;

beforeAll(async () => {
  faulty = await FaultyBroker.start({ size: 1, maxFileStore: ROOM });
});

afterAll(async () => {
  await closeBrokers();
  await faulty?.stop();
});

/** Publishes until there is no room. @returns messages that were acknowledged, a count */
async function fill(client: NatsConnection): Promise<number> {
  await ask(client, 'STREAM.CREATE.FULL', {
    name: 'FULL',
    subjects: ['full'],
    num_replicas: 1,
  });
  const js = client.jetstream();
  const payload = new Uint8Array(MESSAGE);
  for (let stored = 0; ; stored++) {
    const refusal = await js.publish('full', payload, { timeout: 30_000 }).then(
      () => undefined,
      error => error,
    );
    if (refusal?.api_error?.err_code === NO_ROOM) {
      return stored;
    }
    if (refusal) {
      throw refusal;
    }
  }
}

/** What came of it, in a word. */
const apply = () =>
  faulty.broker.applyMessaging(SPEC).then(
    () => 'done',
    error => `${error.name}: ${error.message}`,
  );

it('keeps all that was acknowledged, is told no more than the server says, and takes everything once there is room', async () => {
  const stored = await fill(faulty.client);
  expect(stored).toBeGreaterThanOrEqual(ROOM / MESSAGE - 1);
  // A server of 2.15 that stands alone makes streams without room for their messages (run).
  expect(await apply()).toMatch(/^(done$|ConflictError: .*\((10005|10047)\))/);
  const { state } = await ask<{ state: { messages: number } }>(
    faulty.client,
    'STREAM.INFO.FULL',
  );
  expect(state.messages).toBe(stored);

  await ask(faulty.client, 'STREAM.PURGE.FULL');
  const outcome = await eventually(apply, text => text === 'done');
  expect(outcome).toBe('done');
  const { assets } = await faulty.broker.planMessaging(SPEC);
  expect(assets.filter(({ action }) => action !== 'unchanged')).toEqual([]);
  const { seq } = await faulty.client.jetstream().publish('s0.0', 'room');
  expect(seq).toBe(1);
});
