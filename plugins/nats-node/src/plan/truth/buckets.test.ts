import {
  JetStreamConfig,
  toKeyValueConfig,
  toObjectStoreConfig,
} from '@nats-portal/plugin-nats-common';
import { closeBrokers } from '../../__testUtils__/brokerAt';
import { normaliseStreamConfig } from '../../jetstream/normaliseConfig';
import { diffConfigs } from '../diffConfigs';
import { overlayStream } from '../overlayConfig';
import { BucketRow, KEY_VALUES, OBJECT_STORES } from './__testUtils__/buckets';
import { agreement, observe } from './__testUtils__/observe';
import { Outcome, outcomeFor } from './__testUtils__/Outcome';
import { serverLines } from './__testUtils__/serverLines';
import { TruthBroker } from './__testUtils__/TruthBroker';

jest.setTimeout(60_000);

afterAll(closeBrokers);

const KINDS = [
  {
    kind: 'key-value bucket',
    rows: KEY_VALUES,
    toSpec: (bucket: object) => ({ keyValues: [bucket] }),
    toConfig: toKeyValueConfig,
  },
  {
    kind: 'object store',
    rows: OBJECT_STORES,
    toSpec: (bucket: object) => ({ objectStores: [bucket] }),
    toConfig: toObjectStoreConfig,
  },
];

/** What the server does when it is asked; of what is new nothing is left. */
async function change(
  truth: TruthBroker,
  { given }: BucketRow,
  named: JetStreamConfig,
): Promise<Outcome> {
  const current = given && (await truth.must(`STREAM.INFO.${named.name}`));
  const asked = current ? overlayStream(current.config, named) : named;
  const operation = current ? 'UPDATE' : 'CREATE';
  const { error } = await truth.ask(`STREAM.${operation}.${named.name}`, asked);
  if (error) {
    return error.err_code;
  }
  const { config: stored } = await truth.must(`STREAM.INFO.${named.name}`);
  if (!current) {
    await truth.must(`STREAM.DELETE.${named.name}`);
  }
  const lost = diffConfigs(
    normaliseStreamConfig(stored),
    normaliseStreamConfig(overlayStream(stored, asked)),
  );
  return lost.length === 0 ? 'applied' : 'dropped';
}

describe.each(serverLines())('buckets on $line', ({ binary }) => {
  let truth: TruthBroker;

  beforeAll(async () => {
    truth = await TruthBroker.start(binary, 1);
  });

  afterEach(() => truth.clear());

  afterAll(() => truth?.stop());

  describe.each(KINDS)('$kind', ({ rows, toSpec, toConfig }) => {
    it.each(rows)('$what', async row => {
      const origins = ['origin', 'other'].map(bucket => ({ bucket }));
      await truth.broker.applyMessaging({ keyValues: origins });
      if (row.given) {
        await truth.broker.applyMessaging(
          toSpec({ bucket: 'b', ...row.given }),
        );
      }
      const bucket = { bucket: 'b', ...row.wanted };
      const spec = toSpec(bucket);
      const seen = await observe({
        broker: truth.broker,
        spec,
        fields: { ...row.wanted, ...toConfig(bucket) },
        ask: () => change(truth, row, toConfig(bucket)),
        apply: () => truth.broker.applyMessaging(spec),
      });
      expect(seen).toEqual(
        agreement(outcomeFor(row.server, truth.version), row),
      );
    });
  });
});
