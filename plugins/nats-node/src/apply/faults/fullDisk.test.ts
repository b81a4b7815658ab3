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
/** Copies that could not be written are sent again when there is room; milliseconds. */
const PATIENCE_MS = 120_000;
/** To a message that is published (nats-server, server/errors.json). */
const NO_ROOM = 10023;
const NOT_FOUND = '10059';

/** Publishes until there is no room. @returns messages that were acknowledged, a count */
async function fill(client: NatsConnection, replicas: number): Promise<number> {
  await ask(client, 'STREAM.CREATE.FULL', {
    name: 'FULL',
    subjects: ['full'],
    num_replicas: replicas,
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

describe.each([1, 3])('the disks of all servers are full, of %d', size => {
  const spec = specOf(4, 2, { replicas: size });
  /** A cluster finds no place for what a server that stands alone takes. */
  const refused = size > 1 ? spec.streams.map(() => 10005) : [];
  let faulty: FaultyBroker;

  beforeAll(async () => {
    faulty = await FaultyBroker.start({ size, maxFileStore: ROOM });
  });

  afterAll(async () => {
    await closeBrokers();
    await faulty?.stop();
  });

  /** What came of it, in a word. */
  const apply = () =>
    faulty.broker.applyMessaging(spec).then(
      () => 'done',
      error => `${error.name}: ${error.message}`,
    );

  /** In the stream that is full; nothing where no server says so now. */
  const messages = () =>
    ask<{ state: { messages: number } }>(
      faulty.client,
      'STREAM.INFO.FULL',
    ).then(
      ({ state }) => state.messages,
      () => undefined,
    );

  /** Why a plan refuses streams, the server's codes. */
  const refusedStreams = async () => {
    const { assets } = await faulty.broker
      .planMessaging(spec)
      .catch(() => ({ assets: [] }));
    return assets
      .filter(({ kind }) => kind === 'stream')
      .flatMap(({ refusals = [] }) => refusals.map(({ code }) => code));
  };

  it('keeps all that was acknowledged, is told no more than the server says, and takes everything once there is room', async () => {
    const stored = await fill(faulty.client, size);
    expect(stored).toBeGreaterThanOrEqual(ROOM / MESSAGE - 1);
    // Copies are written a moment after the first, and who leads may change over it.
    expect(
      await eventually(
        refusedStreams,
        codes => codes.length === refused.length,
        PATIENCE_MS,
      ),
    ).toEqual(refused);
    // A server of 2.15 that stands alone makes streams without room for their messages (run).
    const told = /^(done$|ConflictError: .*\((10005|10047)\))/s;
    expect(
      await eventually(apply, text => told.test(text), PATIENCE_MS),
    ).toMatch(told);
    expect(
      await eventually(messages, count => count === stored, PATIENCE_MS),
    ).toBe(stored);

    // A stream of three copies that is full has no leader any more who could purge it (run).
    const deleted = await eventually(
      () =>
        ask(faulty.client, 'STREAM.DELETE.FULL').then(() => 'deleted', String),
      text => text === 'deleted' || text.includes(NOT_FOUND),
      PATIENCE_MS,
    );
    expect(deleted).toMatch(new RegExp(`deleted|${NOT_FOUND}`));
    const outcome = await eventually(
      apply,
      text => text === 'done',
      PATIENCE_MS,
    );
    expect(outcome).toBe('done');
    const { assets } = await faulty.broker.planMessaging(spec);
    expect(assets.filter(({ action }) => action !== 'unchanged')).toEqual([]);
    const { seq } = await faulty.client.jetstream().publish('s0.0', 'room');
    expect(seq).toBe(1);
  });
});
