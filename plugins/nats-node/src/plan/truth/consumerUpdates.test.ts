import { toConsumerConfig } from '@nats-portal/plugin-nats-common';
import { closeBrokers } from '../../__testUtils__/brokerAt';
import { normaliseConsumerConfig } from '../../jetstream/normaliseConfig';
import { diffConfigs } from '../diffConfigs';
import { overlayConsumer } from '../overlayConfig';
import {
  CLUSTERED_CONSUMER_UPDATES,
  CONSUMER_UPDATES,
  ConsumerUpdate,
  LONE_CONSUMER_UPDATES,
} from './__testUtils__/consumerUpdates';
import { agreement, observe } from './__testUtils__/observe';
import { Outcome, outcomeFor } from './__testUtils__/Outcome';
import { serverLines } from './__testUtils__/serverLines';
import { TruthBroker } from './__testUtils__/TruthBroker';

jest.setTimeout(60_000);

afterAll(closeBrokers);

const NAME = { name: 'c', durable_name: 'c' };

/** Makes the consumer as it is given. */
async function give(truth: TruthBroker, row: ConsumerUpdate): Promise<void> {
  await truth.must('STREAM.CREATE.S', {
    name: 'S',
    subjects: ['s.>'],
    ...row.stream,
  });
  await truth.must('CONSUMER.CREATE.S.c', {
    stream_name: 'S',
    config: { ...NAME, ack_policy: 'explicit', ...row.given },
  });
}

/** What the server does when it is asked for the change. */
async function change(
  truth: TruthBroker,
  { wanted }: ConsumerUpdate,
): Promise<Outcome> {
  const { config: current } = await truth.must('CONSUMER.INFO.S.c');
  const asked = overlayConsumer(
    current,
    truth.named(toConsumerConfig({ durableName: 'c', ...wanted })),
  );
  const { error } = await truth.ask('CONSUMER.CREATE.S.c', {
    stream_name: 'S',
    config: asked,
    action: 'update',
  });
  if (error) {
    return error.err_code;
  }
  const { config: stored } = await truth.must('CONSUMER.INFO.S.c');
  const lost = diffConfigs(
    normaliseConsumerConfig(stored),
    normaliseConsumerConfig(asked),
  );
  return lost.length === 0 ? 'applied' : 'dropped';
}

describe.each(serverLines())(
  'a change of a consumer on $line',
  ({ binary, isReliable }) => {
    describe.each([
      ['alone', 1, [...CONSUMER_UPDATES, ...LONE_CONSUMER_UPDATES]],
      [
        'in a cluster',
        3,
        [
          ...(isReliable ? CONSUMER_UPDATES : []),
          ...CLUSTERED_CONSUMER_UPDATES,
        ],
      ],
    ] as const)('%s', (_where, size, rows) => {
      let truth: TruthBroker;

      beforeAll(async () => {
        truth = await TruthBroker.start(binary, size);
      });

      afterEach(() => truth.clear());

      afterAll(() => truth?.stop());

      it.each(rows)('$what', async row => {
        await give(truth, row);
        const consumer = { durableName: 'c', ...row.wanted };
        const expected = outcomeFor(row.server, truth.version);
        const seen = await observe({
          broker: truth.broker,
          spec: truth.named({
            streams: [{ name: 'S', subjects: ['s.>'], consumers: [consumer] }],
          }),
          fields: { ...row.wanted, ...toConsumerConfig(consumer) },
          ask: () => change(truth, row),
        });
        expect(seen).toEqual(agreement(expected, row));
      });
    });
  },
);
