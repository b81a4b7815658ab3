import { toConsumerConfig } from '@nats-portal/plugin-nats-common';
import { closeBrokers } from '../../__testUtils__/brokerAt';
import { normaliseConsumerConfig } from '../../jetstream/normaliseConfig';
import { diffConfigs } from '../diffConfigs';
import { overlayConsumer } from '../overlayConfig';
import {
  CLUSTERED_CONSUMER_CREATES,
  CONSUMER_CREATES,
  ConsumerCreate,
  LONE_CONSUMER_CREATES,
} from './__testUtils__/consumerCreates';
import { agreement, observe } from './__testUtils__/observe';
import { Outcome, outcomeFor } from './__testUtils__/Outcome';
import { serverLines } from './__testUtils__/serverLines';
import { TruthBroker } from './__testUtils__/TruthBroker';

jest.setTimeout(60_000);

afterAll(closeBrokers);

/** What is there already. */
async function give(truth: TruthBroker, row: ConsumerCreate): Promise<void> {
  await truth.must('STREAM.CREATE.S', {
    name: 'S',
    subjects: ['s.>'],
    ...row.stream,
  });
  for (const config of row.others ?? []) {
    await truth.must(`CONSUMER.CREATE.S.${config.durable_name}`, {
      stream_name: 'S',
      config,
    });
  }
}

/** What the server does when it is asked for the consumer; nothing is left of it. */
async function create(
  truth: TruthBroker,
  { wanted }: ConsumerCreate,
): Promise<Outcome> {
  const asked = truth.named(toConsumerConfig({ durableName: 'c', ...wanted }));
  const { error } = await truth.ask('CONSUMER.CREATE.S.c', {
    stream_name: 'S',
    config: asked,
    action: 'create',
  });
  if (error) {
    return error.err_code;
  }
  const { config: stored } = await truth.must('CONSUMER.INFO.S.c');
  await truth.must('CONSUMER.DELETE.S.c');
  const lost = diffConfigs(
    normaliseConsumerConfig(stored),
    normaliseConsumerConfig(overlayConsumer(stored, asked)),
  );
  return lost.length === 0 ? 'applied' : 'dropped';
}

describe.each(serverLines())(
  'a new consumer on $line',
  ({ binary, isReliable }) => {
    describe.each([
      ['alone', 1, [...CONSUMER_CREATES, ...LONE_CONSUMER_CREATES]],
      [
        'in a cluster',
        3,
        [
          ...(isReliable ? CONSUMER_CREATES : []),
          ...CLUSTERED_CONSUMER_CREATES,
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
        const spec = truth.named({
          streams: [{ name: 'S', subjects: ['s.>'], consumers: [consumer] }],
        });
        const expected = outcomeFor(row.server, truth.version);
        const seen = await observe({
          broker: truth.broker,
          spec,
          fields: { ...row.wanted, ...toConsumerConfig(consumer) },
          ask: () => create(truth, row),
          apply: () => truth.broker.applyMessaging(spec),
        });
        expect(seen).toEqual(agreement(expected, row));
      });
    });
  },
);
