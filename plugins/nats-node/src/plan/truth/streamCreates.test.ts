import { toStreamConfig } from '@nats-portal/plugin-nats-common';
import { closeBrokers } from '../../__testUtils__/brokerAt';
import { normaliseStreamConfig } from '../../jetstream/normaliseConfig';
import { diffConfigs } from '../diffConfigs';
import { overlayStream } from '../overlayConfig';
import { agreement, observe } from './__testUtils__/observe';
import { Outcome, outcomeFor } from './__testUtils__/Outcome';
import { serverLines } from './__testUtils__/serverLines';
import {
  CLUSTERED_STREAM_CREATES,
  LONE_STREAM_CREATES,
  STREAM_CREATES,
  StreamCreate,
} from './__testUtils__/streamCreates';
import { TruthBroker } from './__testUtils__/TruthBroker';

jest.setTimeout(60_000);

afterAll(closeBrokers);

/** What the server does when it is asked for the stream; nothing is left of it. */
async function create(
  truth: TruthBroker,
  { wanted }: StreamCreate,
): Promise<Outcome> {
  const asked = truth.named(toStreamConfig({ name: 'S', ...wanted }));
  const { error } = await truth.ask('STREAM.CREATE.S', asked);
  if (error) {
    return error.err_code;
  }
  const { config: stored } = await truth.must('STREAM.INFO.S');
  await truth.must('STREAM.DELETE.S');
  const lost = diffConfigs(
    normaliseStreamConfig(stored),
    normaliseStreamConfig(overlayStream(stored, asked)),
  );
  return lost.length === 0 ? 'applied' : 'dropped';
}

describe.each(serverLines())(
  'a new stream on $line',
  ({ binary, isReliable }) => {
    describe.each([
      ['alone', 1, [...STREAM_CREATES, ...LONE_STREAM_CREATES]],
      [
        'in a cluster',
        3,
        [...(isReliable ? STREAM_CREATES : []), ...CLUSTERED_STREAM_CREATES],
      ],
    ] as const)('%s', (_where, size, rows) => {
      let truth: TruthBroker;

      beforeAll(async () => {
        truth = await TruthBroker.start(binary, size);
      });

      afterEach(() => truth.clear());

      afterAll(() => truth?.stop());

      it.each(rows)('$what', async row => {
        for (const other of row.others ?? []) {
          await truth.must(`STREAM.CREATE.${other.name}`, other);
        }
        const spec = truth.named({
          streams: [{ name: 'S', replicas: 1, ...row.wanted }],
        });
        const expected = outcomeFor(row.server, truth.version);
        const seen = await observe({
          broker: truth.broker,
          spec,
          fields: {
            ...row.wanted,
            ...toStreamConfig({ name: 'S', ...row.wanted }),
          },
          ask: () => create(truth, row),
          apply: () => truth.broker.applyMessaging(spec),
        });
        expect(seen).toEqual(agreement(expected, row));
      });
    });
  },
);
