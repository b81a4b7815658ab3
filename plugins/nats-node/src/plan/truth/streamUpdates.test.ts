import { toStreamConfig } from '@nats-portal/plugin-nats-common';
import { closeBrokers } from '../../__testUtils__/brokerAt';
import { normaliseStreamConfig } from '../../jetstream/normaliseConfig';
import { diffConfigs } from '../diffConfigs';
import { overlayStream } from '../overlayConfig';
import { Outcome, outcomeFor } from './__testUtils__/Outcome';
import { agreement, observe } from './__testUtils__/observe';
import { serverLines } from './__testUtils__/serverLines';
import {
  CLUSTERED_STREAM_UPDATES,
  LONE_STREAM_UPDATES,
  STREAM_UPDATES,
  StreamUpdate,
} from './__testUtils__/streamUpdates';
import { TruthBroker } from './__testUtils__/TruthBroker';

jest.setTimeout(60_000);

afterAll(closeBrokers);

/** Makes the stream as it is given. */
async function give(truth: TruthBroker, row: StreamUpdate): Promise<void> {
  for (const name of ['ORIGIN', 'OTHER']) {
    await truth.must(`STREAM.CREATE.${name}`, { name, subjects: [name] });
  }
  const { sealed, ...given } = row.given ?? {};
  const config = { name: 'S', subjects: ['s.>'], ...given };
  const { config: made } = await truth.must('STREAM.CREATE.S', config);
  if (sealed) {
    // Only what exists can be sealed.
    await truth.must('STREAM.UPDATE.S', { ...made, sealed });
  }
  for (const consumer of row.consumers ?? []) {
    await truth.must(`CONSUMER.CREATE.S.${consumer.durable_name}`, {
      stream_name: 'S',
      config: consumer,
    });
  }
}

/** What the server does when it is asked for the change. */
async function change(
  truth: TruthBroker,
  { wanted }: StreamUpdate,
): Promise<Outcome> {
  const { config: current } = await truth.must('STREAM.INFO.S');
  const named = toStreamConfig({ name: 'S', ...wanted });
  const asked = overlayStream(current, truth.named(named));
  const { error } = await truth.ask('STREAM.UPDATE.S', asked);
  if (error) {
    return error.err_code;
  }
  const { config: stored } = await truth.must('STREAM.INFO.S');
  const lost = diffConfigs(
    normaliseStreamConfig(stored),
    normaliseStreamConfig(asked),
  );
  return lost.length === 0 ? 'applied' : 'dropped';
}

describe.each(serverLines())(
  'a change of a stream on $line',
  ({ binary, isReliable }) => {
    describe.each([
      ['alone', 1, [...STREAM_UPDATES, ...LONE_STREAM_UPDATES]],
      [
        'in a cluster',
        3,
        [...(isReliable ? STREAM_UPDATES : []), ...CLUSTERED_STREAM_UPDATES],
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
        const subjects = row.given?.mirror ? {} : { subjects: ['s.>'] };
        const spec = truth.named({
          streams: [{ name: 'S', ...subjects, ...row.wanted }],
        });
        const expected = outcomeFor(row.server, truth.version);
        const seen = await observe({
          broker: truth.broker,
          spec,
          fields: {
            ...row.wanted,
            ...toStreamConfig({ name: 'S', ...row.wanted }),
          },
          ask: () => change(truth, row),
        });
        expect(seen).toEqual(agreement(expected, row));
      });
    });
  },
);
