import { closeBrokers } from '../../__testUtils__/brokerAt';
import { MANIFESTS, MISTAKES } from './__testUtils__/pastedTexts';
import { portalSays } from './__testUtils__/portalSays';
import { serverLines } from './__testUtils__/serverLines';
import { TruthBroker } from './__testUtils__/TruthBroker';

/*
 * What teams have in files already: manifests of the JetStream controller, and what
 * the nats command writes. They are pasted as they are.
 */

jest.setTimeout(60_000);

afterAll(closeBrokers);

describe.each(serverLines())('what people paste, on $line', ({ binary }) => {
  let truth: TruthBroker;

  beforeAll(async () => {
    truth = await TruthBroker.start(binary, 1);
  });

  afterEach(() => truth.clear());

  afterAll(() => truth?.stop());

  it.each(Object.entries(MANIFESTS))(
    'manifests of %s are applied, and then nothing is left to do',
    async (_what, text) => {
      const { created } = await truth.broker.applyMessaging(text);
      expect(created).toBeGreaterThan(0);
      expect(await portalSays(truth.broker, text)).toEqual({
        verdict: 'unchanged',
        reason: '',
      });
    },
  );

  it('a manifest means what the controller would make of it', async () => {
    const [text] = Object.values(MANIFESTS);
    await truth.broker.applyMessaging(text);
    const { config: stream } = await truth.must('STREAM.INFO.PARCELS');
    expect(stream).toMatchObject({
      subjects: ['parcels.*'],
      storage: 'memory',
      num_replicas: 1,
      max_age: 3600e9,
    });
    const { config: push } = await truth.must('CONSUMER.INFO.PARCELS.push');
    expect(push).toMatchObject({
      deliver_subject: 'seen.parcels',
      deliver_policy: 'last',
      ack_policy: 'none',
    });
  });

  it.each(Object.entries(MISTAKES))(
    'is refused with its reason: %s',
    async (_what, { text, said }) => {
      const { verdict, reason } = await portalSays(truth.broker, text);
      expect(verdict).toBe('refused');
      said.forEach(pattern => expect(reason).toMatch(pattern));
    },
  );

  describe('what the nats command writes of a stream and a consumer', () => {
    /** As `nats stream info --json` and `nats consumer info --json` print them. */
    async function infos() {
      await truth.must('STREAM.CREATE.S', {
        name: 'S',
        subjects: ['s.>'],
        retention: 'workqueue',
        max_age: 24 * 3600e9,
        max_bytes: 1024 ** 2,
        compression: 's2',
        allow_direct: true,
        metadata: { team: 'a' },
      });
      await truth.must('CONSUMER.CREATE.S.c', {
        stream_name: 'S',
        config: {
          durable_name: 'c',
          ack_policy: 'explicit',
          max_deliver: 5,
          backoff: [1e9, 5e9],
          filter_subjects: ['s.a', 's.b'],
        },
      });
      return {
        stream: await truth.must('STREAM.INFO.S'),
        consumer: await truth.must('CONSUMER.INFO.S.c'),
      };
    }

    const pasted = (value: unknown) => JSON.stringify(value, undefined, 2);

    it('is what the broker holds', async () => {
      const { stream, consumer } = await infos();
      for (const text of [
        pasted(stream),
        pasted(stream.config),
        pasted(consumer),
        pasted([stream, consumer]),
      ]) {
        expect(await portalSays(truth.broker, text)).toEqual({
          verdict: 'unchanged',
          reason: '',
        });
      }
    });

    it('makes the same again where it is gone', async () => {
      const { stream, consumer } = await infos();
      await truth.must('STREAM.DELETE.S');
      const text = pasted([stream, consumer]);
      const { created } = await truth.broker.applyMessaging(text);
      expect(created).toBe(2);
      const again = [
        await truth.must('STREAM.INFO.S'),
        await truth.must('CONSUMER.INFO.S.c'),
      ];
      expect(again.map(({ config }) => config)).toEqual([
        stream.config,
        consumer.config,
      ]);
    });
  });
});
