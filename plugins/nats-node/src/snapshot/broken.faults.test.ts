import { Audience } from '../__testUtils__/Audience';
import { brokerAt, closeBrokers } from '../__testUtils__/brokerAt';
import { askUntilDone } from '../__testUtils__/clientOf';
import { eventually } from '../__testUtils__/eventually';
import { clearAccount } from '../apply/faults/__testUtils__/accountState';
import { FaultyNetwork } from '../apply/faults/__testUtils__/FaultyNetwork';
import { Footprint } from '../apply/faults/__testUtils__/Footprint';
import { Ledger } from '../apply/faults/__testUtils__/Ledger';
import {
  giveCertificates,
  givePasswords,
} from '../apply/faults/__testUtils__/serverChanges';
import { specOf } from '../apply/faults/__testUtils__/specOf';
import { Broker } from '../Broker';

jest.setTimeout(900_000);

/** Faults are over sooner, also where everything takes ten times as long; milliseconds. */
const PATIENCE_MS = 300_000;

const SPEC = specOf(1, 3, { replicas: 3 });
const STUCK = { stream: 'STUCK', name: 'nobody' };

let network: FaultyNetwork;
let ledger: Ledger;
let before: Footprint;

function open(): Broker {
  const { TEAM } = network.running.credentials.accounts;
  return brokerAt(
    network.brokerConfig({ accounts: [{ name: 'TEAM', ...TEAM }] }),
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

const isFine = ({ now: { broker, worker, stuck } }: Audience) =>
  broker[0] === 'ok ok' &&
  /^(ok|info|warning) /.test(worker[0]) &&
  stuck[0] === 'error stop';

const isStale = ({ now: { broker, worker, stuck } }: Audience) =>
  [broker, worker, stuck].every(([first]) => first === 'unknown stale');

/** What a plan would change; why there is none where that is so. */
async function leftToDo(broker: Broker): Promise<string[]> {
  try {
    await broker.applyMessaging(SPEC);
    const { assets } = await broker.planMessaging(SPEC);
    return assets
      .filter(({ action }) => action !== 'unchanged')
      .map(asset => JSON.stringify(asset));
  } catch (error) {
    return [String(error)];
  }
}

/** Empties the account that is provisioned; another has what is watched. */
async function clearTeam(): Promise<void> {
  // A client whose password was revoked does not come back.
  const { TEAM } = network.running.credentials.accounts;
  const client = await network.client(TEAM);
  await clearAccount(client);
  await client.close();
}

interface Fault {
  what: string;
  begin: () => unknown;
  end: () => unknown;
  /** What has to be said, or done, while it lasts. */
  until: (audience: Audience, at: { samples: number }) => boolean;
  /** What is true of the broker while it lasts, beside that it is fine, or not known. */
  isTrue?: RegExp;
}

let clock: jest.SpyInstance | undefined;
const realNow = Date.now;

const passAll = () => network.proxies.forEach(proxy => proxy.pass());
const someSamples = (audience: Audience, at: { samples: number }) =>
  audience.samples >= at.samples + 3;

const FAULTS: Fault[] = [
  {
    what: 'all connections are dead without a word',
    begin: () => network.doors.forEach(door => door.hang()),
    end: passAll,
    until: isStale,
  },
  {
    what: 'the connection in use is dead without a word',
    begin: () => network.doors[0].hang(),
    end: passAll,
    // Where it dies in the middle of a sample, those who were not heard yet are missed by it.
    isTrue: /^warning servers-missing$/,
    // It goes to another server while that one hangs.
    until: audience => audience.broker.has('unknown stale') && isFine(audience),
  },
  {
    what: 'answers come two seconds late',
    begin: () => network.doors.forEach(door => door.delay(2_000)),
    end: passAll,
    until: someSamples,
  },
  {
    what: 'the server in use is cut off from the others',
    begin: () => network.isolate(0, link => link.hang()),
    end: passAll,
    until: ({ now }) => now.broker.includes('warning servers-missing'),
    isTrue: /^warning (servers-missing|peers-behind|meta-)/,
  },
  {
    what: 'another server is cut off from the others',
    begin: () => network.isolate(1, link => link.hang()),
    end: passAll,
    until: ({ now }) => now.broker.includes('warning servers-missing'),
    isTrue: /^warning (servers-missing|peers-behind|meta-)/,
  },
  {
    what: 'the credentials are revoked',
    begin: () => givePasswords(network, true),
    end: () => givePasswords(network, false),
    until: isStale,
  },
  {
    what: 'the certificates of the servers expire',
    begin: async () => {
      await giveCertificates(network, new Date(realNow() - 3_600_000));
      // Certificates are looked at when a connection is made.
      network.doors.forEach(door => door.cut());
      passAll();
    },
    end: () => giveCertificates(network),
    until: isStale,
    isTrue: /^error certificate-expiring$/,
  },
  ...[3_600_000, -3_600_000].map(jump => ({
    what: `the clock of the portal jumps an hour ${jump > 0 ? 'on' : 'back'}`,
    begin: () => {
      clock = jest
        .spyOn(Date, 'now')
        .mockImplementation(() => realNow() + jump);
    },
    end: () => clock?.mockRestore(),
    until: someSamples,
  })),
];

beforeAll(async () => {
  network = await FaultyNetwork.start({ accounts: ['APP', 'TEAM'] });
  const client = await network.client();
  ledger = await Ledger.open(client);
  await askUntilDone(client, `STREAM.CREATE.${STUCK.stream}`, {
    name: STUCK.stream,
    subjects: ['stuck'],
    num_replicas: 3,
  });
  await askUntilDone(client, `CONSUMER.CREATE.${STUCK.stream}.${STUCK.name}`, {
    stream_name: STUCK.stream,
    config: { durable_name: STUCK.name, ack_policy: 'explicit' },
  });
  await client.jetstream().publish('stuck', 'x');
  // What is loaded with the first use stays loaded.
  const broker = open();
  const audience = new Audience(broker, {
    worker: Ledger.consumer,
    stuck: STUCK,
  });
  await broker.applyMessaging(SPEC);
  await audience.until(isFine);
  await audience.end();
  await closeBrokers();
  await clearTeam();
  before = await Footprint.of(network);
});

afterAll(async () => {
  await ledger?.close();
  await closeBrokers();
  await network?.stop();
});

afterEach(async () => {
  clock?.mockRestore();
  passAll();
  await closeBrokers();
  await network.settled();
  await clearTeam();
});

it.each(FAULTS)(
  'tells nothing that is not so while $what',
  async ({ begin, end, until, isTrue }) => {
    const broker = await openThrough(0);
    const audience = new Audience(broker, {
      worker: Ledger.consumer,
      stuck: STUCK,
    });
    try {
      expect(await audience.until(isFine)).toBe(true);

      const { samples } = audience;
      await begin();
      const applying = broker.applyMessaging(SPEC).catch(() => {});
      const wasSo = await audience.until(() => until(audience, { samples }));
      expect(wasSo || audience.now).toBe(true);
      await end();
      await applying;
      const left = await eventually(
        () => leftToDo(broker),
        ({ length }) => length === 0,
        PATIENCE_MS,
      );
      expect(left).toEqual([]);
      const isFineAgain = await audience.until(isFine);
      expect(isFineAgain || audience.now).toBe(true);
    } finally {
      await audience.end();
    }
    const isWrong = (rule: string) =>
      // What has been made a moment ago is what the servers themselves call unhealthy.
      !/^(ok|info|unknown) |^warning unhealthy$/.test(rule) &&
      !isTrue?.test(rule);
    expect({
      broker: [...audience.broker].filter(isWrong),
      worker: [...audience.worker].filter(rule => /^error/.test(rule)),
      stuck: [...audience.stuck].filter(rule => /^(ok|info) /.test(rule)),
    }).toEqual({ broker: [], worker: [], stuck: [] });

    passAll();
    await network.settled();
    await closeBrokers();
    expect({
      lost: await ledger.lost(),
      left: await before.leftBehind(),
    }).toEqual({ lost: [], left: [] });
  },
);
