import { JsonObject } from '@backstage/types';
import { NatsConnection } from 'nats';
import { brokerAt, closeBrokers } from '../../__testUtils__/brokerAt';
import { ask } from '../../__testUtils__/clientOf';
import { eventually } from '../../__testUtils__/eventually';
import { Broker } from '../../Broker';
import { PlannedAsset } from '../../MessagingPlan';
import { clearAccount } from './__testUtils__/accountState';
import { breakAt } from './__testUtils__/breakAt';
import { FaultyNetwork } from './__testUtils__/FaultyNetwork';
import { Footprint } from './__testUtils__/Footprint';
import { Ledger } from './__testUtils__/Ledger';
import { sizeOf, specOf } from './__testUtils__/specOf';

jest.setTimeout(600_000);

/** Faults are over sooner, also where everything takes ten times as long; milliseconds. */
const PATIENCE_MS = 300_000;

const SPEC = specOf(4, 9, { replicas: 3 });
const SIZE = sizeOf(SPEC);

const HARMLESS = { lost: [], left: [] };

let network: FaultyNetwork;
/** Of the account that is provisioned; another has the ledger. */
let team: NatsConnection;
let ledger: Ledger;
let before: Footprint;

function open(more: JsonObject = {}): Broker {
  const { TEAM } = network.running.credentials.accounts;
  return brokerAt(
    network.brokerConfig({ accounts: [{ name: 'TEAM', ...TEAM }], ...more }),
  );
}

/** A broker whose connections lead to one of the servers. */
async function openThrough(index: number): Promise<Broker> {
  const others = network.doors.filter((_, i) => i !== index);
  others.forEach(door => door.cut());
  const broker = open();
  await broker.planMessaging({ streams: [] });
  await broker.readSnapshot();
  others.forEach(door => door.pass());
  return broker;
}

/** What a plan would change; why there is none where that is so. */
async function changesOf(broker: Broker, spec: object): Promise<string[]> {
  try {
    const { assets } = await broker.planMessaging(spec);
    return assets
      .filter(({ action }) => action !== 'unchanged')
      .map(asset => JSON.stringify(asset));
  } catch (error) {
    return [String(error)];
  }
}

/**
 * Applies as a person does who runs a task again until it is through.
 *
 * @returns what there is left to do then
 */
async function applyUntilDone(
  broker: Broker,
  spec: object,
  onProgress: (asset: PlannedAsset) => void,
): Promise<string[]> {
  const outcome = await eventually(
    () =>
      broker.applyMessaging(spec, { onProgress }).then(
        () => 'done',
        error => String(error),
      ),
    text => text === 'done',
    PATIENCE_MS,
  );
  if (outcome !== 'done') {
    return [outcome];
  }
  // Who was just elected may not have heard of the last ones yet.
  return eventually(
    () => changesOf(broker, spec),
    left => left.length === 0,
    PATIENCE_MS,
  );
}

/** Mends everything; what was acknowledged and is lost, and what the portal left behind. */
async function aftermath(): Promise<{ lost: string[]; left: string[] }> {
  network.proxies.forEach(proxy => proxy.pass());
  await network.settled();
  await closeBrokers();
  return { lost: await ledger.lost(), left: await before.leftBehind() };
}

/** Waits until a count has grown by so much. */
async function grown(count: () => number, by: number): Promise<void> {
  const enough = count() + by;
  await eventually(
    async () => count(),
    now => now >= enough,
    PATIENCE_MS,
  );
}

beforeAll(async () => {
  network = await FaultyNetwork.start({ accounts: ['APP', 'TEAM'] });
  team = await network.client(network.running.credentials.accounts.TEAM);
  ledger = await Ledger.open(await network.client());
  // What is loaded with the first use stays loaded.
  await open().applyMessaging(SPEC);
  await open().readSnapshot();
  await closeBrokers();
  await clearAccount(team);
  before = await Footprint.of(network);
});

afterAll(async () => {
  await ledger?.close();
  await closeBrokers();
  await network?.stop();
});

afterEach(async () => {
  network.proxies.forEach(proxy => proxy.pass());
  await closeBrokers();
  await network.settled();
  await clearAccount(team);
});

describe('three servers', () => {
  it('are killed and started again in turn, while a thousand assets are applied', async () => {
    let done = 0;
    const countDone = () => done;
    const countAcknowledged = () => ledger.length;
    const applying = applyUntilDone(
      open(),
      specOf(100, 9, { replicas: 3 }),
      () => {
        done++;
      },
    );
    for (const index of [0, 1, 2]) {
      await grown(countDone, 100);
      await network.kill(index);
      // Two of three go on without it.
      await grown(countAcknowledged, 1);
      await network.restart(index);
      await network.settled();
    }
    expect(await applying).toEqual([]);
    expect(await aftermath()).toEqual(HARMLESS);
  });

  it('lose the one that leads, which the portal is connected to: it goes to another', async () => {
    const index = network.indexOf(await network.settled());
    const broker = await openThrough(index);
    const left = await applyUntilDone(
      broker,
      SPEC,
      breakAt(5, () => network.isolate(index, link => link.hang())),
    );
    expect(left).toEqual([]);
    // The servers that see each other are those that are believed.
    const seen = await eventually(
      () => broker.readSnapshot().catch(() => undefined),
      snapshot => snapshot?.servers.length === 2,
      PATIENCE_MS,
    );
    expect(seen?.silent).toEqual([network.running.servers[index].name]);
    network.isolate(index, link => link.pass());
    await network.settled();
    expect(await applyUntilDone(broker, SPEC, () => {})).toEqual([]);
    expect(await aftermath()).toEqual(HARMLESS);
  });

  it('are beyond a connection that is dead without a word: it is left for another, and what is lost meanwhile is made again', async () => {
    const broker = await openThrough(0);
    let lost: string | undefined;
    const left = await applyUntilDone(broker, SPEC, ({ stream, consumer }) => {
      if (consumer !== undefined && lost === undefined) {
        lost = `${stream}.${consumer}`;
        network.doors[0].hang();
        // It was acknowledged, and is gone with a leader whom nobody had followed.
        ask(team, `CONSUMER.DELETE.${lost}`).catch(() => {});
      }
    });
    expect(left).toEqual([]);
    const seen = await eventually(
      () => broker.readSnapshot().catch(() => undefined),
      snapshot => snapshot?.servers.length === 3,
      PATIENCE_MS,
    );
    expect(seen).toMatchObject({ problems: [] });
    expect(seen).not.toHaveProperty('silent');
    expect(await aftermath()).toEqual(HARMLESS);
  });

  it('answer two seconds late: nothing is given up, and none is missed', async () => {
    const broker = open();
    await broker.readSnapshot();
    const { created } = await broker.applyMessaging(SPEC, {
      onProgress: breakAt(1, () =>
        network.doors.forEach(door => door.delay(2_000)),
      ),
    });
    expect(created).toBe(SIZE);
    const seen = await broker.readSnapshot();
    expect(seen.servers.map(({ name }) => name)).toEqual(['n1', 'n2', 'n3']);
    expect(seen).toMatchObject({ problems: [] });
    expect(seen).not.toHaveProperty('silent');
    expect(await aftermath()).toEqual(HARMLESS);
  });
});
