import { NatsConnection } from 'nats';
import { brokerAt, closeBrokers } from '../__testUtils__/brokerAt';
import { eventually } from '../__testUtils__/eventually';
import { FaultyCluster } from '../__testUtils__/FaultyCluster';
import { Footprint } from '../__testUtils__/Footprint';
import { Ledger } from '../__testUtils__/Ledger';
import { Broker } from '../Broker';
import { PlannedAsset } from '../MessagingPlan';

jest.setTimeout(600_000);

/** Streams of three copies, each with nine consumers. */
function specOf(streams: number, prefix: string) {
  return {
    streams: Array.from({ length: streams }, (_, i) => ({
      name: `${prefix}${i}`,
      subjects: [`${prefix}.${i}.>`],
      maxAge: '1h',
      replicas: 3,
      consumers: Array.from({ length: 9 }, (__, j) => ({
        durableName: `c${j}`,
        filterSubject: `${prefix}.${i}.${j}`,
      })),
    })),
  };
}

const LARGE = specOf(100, 'large');

let cluster: FaultyCluster;
let client: NatsConnection;
let before: Footprint;
let broker: Broker;

beforeAll(async () => {
  cluster = await FaultyCluster.start();
  client = await cluster.client();
  // What is loaded with the first use stays loaded.
  await brokerAt(cluster.brokerConfig()).applyMessaging(specOf(2, 'warm'));
  await closeBrokers();
  before = await Footprint.of(cluster);
});

afterAll(async () => {
  await closeBrokers();
  await cluster?.stop();
});

beforeEach(() => {
  broker = brokerAt(cluster.brokerConfig());
});

afterEach(async () => {
  cluster.proxies.forEach(proxy => proxy.pass());
  await closeBrokers();
});

/** What a plan would change, by its names. */
async function changesOf(spec: object): Promise<string[]> {
  const { assets } = await broker.planMessaging(spec);
  return assets
    .filter(({ action }) => action !== 'unchanged')
    .map(({ stream, consumer = '' }) => `${stream} ${consumer}`);
}

/** Applies as a person does who runs a task again until it is through; what it failed with on the way. */
async function applyUntilDone(
  spec: object,
  onProgress: (asset: PlannedAsset) => void = () => {},
): Promise<Error[]> {
  const failures: Error[] = [];
  await eventually(
    () =>
      broker.applyMessaging(spec, { onProgress }).then(
        () => true,
        error => {
          failures.push(error);
          return false;
        },
      ),
    isDone => isDone,
    300_000,
  );
  return failures;
}

/** Waits until a count has grown by so much. */
async function grown(count: () => number, by: number): Promise<void> {
  const enough = count() + by;
  await eventually(
    async () => count(),
    now => now >= enough,
    300_000,
  );
}

it('converges while each server is killed and started again in turn', async () => {
  const ledger = await Ledger.open(client);
  const done: PlannedAsset[] = [];
  const applying = applyUntilDone(LARGE, asset => done.push(asset));
  for (const index of [0, 1, 2]) {
    await grown(() => done.length, 100);
    await cluster.kill(index);
    // Two of three go on without it.
    await grown(() => ledger.length, 1);
    await cluster.restart(index);
    await cluster.settled();
  }
  await applying;
  expect(await changesOf(LARGE)).toEqual([]);
  expect(await ledger.lost()).toEqual([]);
  await closeBrokers();
  expect(await before.leftBehind()).toEqual([]);
});
