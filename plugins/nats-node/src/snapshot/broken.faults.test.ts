import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { brokerAt, closeBrokers } from '../__testUtils__/brokerAt';
import { ask } from '../__testUtils__/clientOf';
import { eventually } from '../__testUtils__/eventually';
import { failureOf } from '../__testUtils__/failureOf';
import { BrokerWatch, said } from '../__testUtils__/watchBroker';
import { rulesOf, watchConsumer } from '../__testUtils__/watchConsumer';
import { clearAccount } from '../apply/faults/__testUtils__/accountState';
import { FaultyNetwork } from '../apply/faults/__testUtils__/FaultyNetwork';
import { Footprint } from '../apply/faults/__testUtils__/Footprint';
import { Ledger } from '../apply/faults/__testUtils__/Ledger';
import { specOf } from '../apply/faults/__testUtils__/specOf';
import { Broker } from '../Broker';
import { issueCertificate } from '../testUtils';

jest.setTimeout(900_000);

/** Faults are over sooner, also where everything takes ten times as long; milliseconds. */
const PATIENCE_MS = 300_000;
const TICK_MS = 100;
/** What is older than three of these is stale; milliseconds. */
const INTERVAL_MS = 500;

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

/** Lets all servers take in another configuration or certificate. */
function reload(
  change: (server: { configFile: string; name: string }) => void,
) {
  for (const server of network.running.servers) {
    change(server);
    server.signal('SIGHUP');
  }
}

/** Gives the servers certificates that end then, and waits until they show them. */
async function giveCertificates(notAfter?: Date): Promise<void> {
  const { authority, servers } = network.running;
  const issued = new Map(
    await Promise.all(
      servers.map(
        async ({ name }) =>
          [
            name,
            await issueCertificate(authority!, {
              commonName: name,
              hosts: ['localhost', '127.0.0.1'],
              notAfter,
            }),
          ] as const,
      ),
    ),
  );
  reload(({ configFile, name }) => {
    const at = (file: string) => join(dirname(configFile), 'tls', file);
    const own = issued.get(name)!;
    writeFileSync(at(`${name}.pem`), own.certificate);
    writeFileSync(at(`${name}.key.pem`), own.privateKey);
  });
  for (const { port } of network.doors) {
    const newcomer = brokerAt(
      network.brokerConfig({ servers: [`tls://127.0.0.1:${port}`] }),
    );
    await eventually(
      () => failureOf(newcomer.readSnapshot()),
      ({ message }) => message.includes('expired') === (notAfter !== undefined),
      PATIENCE_MS,
    );
  }
}

/** The portal's passwords in the configuration of the servers, and what they are for a while. */
function givePasswords(isRevoked: boolean): void {
  const { system, accounts } = network.running.credentials;
  reload(({ configFile }) => {
    let text = readFileSync(configFile, 'utf8');
    for (const { password } of [system, accounts.TEAM]) {
      const other = [...password].reverse().join('');
      text = isRevoked
        ? text.replace(password, other)
        : text.replace(other, password);
    }
    writeFileSync(configFile, text);
  });
}

/** All that anybody who asks at any moment is told of the broker and of two consumers, one of which nobody reads. */
class Listening {
  readonly broker = new Set<string>();
  readonly worker = new Set<string>();
  readonly stuck = new Set<string>();
  /** What is said now. */
  now: { broker: string[]; worker: string[]; stuck: string[]; reason: string } =
    { broker: [], worker: [], stuck: [], reason: '' };
  samples = 0;
  readonly #stop = new AbortController();
  readonly #ended: Promise<unknown>;

  constructor(broker: Broker) {
    this.#ended = Promise.all([
      this.#followConsumer(broker, 'worker', Ledger.consumer),
      this.#followConsumer(broker, 'stuck', STUCK),
      this.#followBroker(broker),
    ]);
  }

  /** Waits until it is so. @returns whether it is */
  until(isSo: (listening: Listening) => boolean): Promise<boolean> {
    return eventually(
      async () => isSo(this),
      so => so,
      PATIENCE_MS,
    );
  }

  async end(): Promise<void> {
    this.#stop.abort();
    await this.#ended;
  }

  #note(what: 'broker' | 'worker' | 'stuck', rules: string[]) {
    this.now[what] = rules;
    rules.forEach(rule => this[what].add(rule));
  }

  async #followConsumer(
    broker: Broker,
    what: 'worker' | 'stuck',
    consumer: { stream: string; name: string },
  ) {
    await watchConsumer(broker, {
      consumer,
      samples: Infinity,
      onVerdict: verdict => this.#note(what, rulesOf(verdict)),
      until: () => this.#stop.signal.aborted,
    });
  }

  async #followBroker(broker: Broker) {
    const watch = new BrokerWatch(broker, INTERVAL_MS);
    const asking = setInterval(() => {
      const verdict = watch.verdict();
      this.now.reason = verdict.reason;
      this.#note('broker', said(verdict));
    }, TICK_MS);
    while (!this.#stop.signal.aborted) {
      await watch.sample();
      this.samples++;
      await sleep(TICK_MS);
    }
    clearInterval(asking);
  }
}

const isFine = ({ now: { broker, worker, stuck } }: Listening) =>
  broker[0] === 'ok ok' &&
  /^(ok|info|warning) /.test(worker[0]) &&
  stuck[0] === 'error stop';

const isStale = ({ now: { broker, worker, stuck } }: Listening) =>
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
  until: (listening: Listening, at: { samples: number }) => boolean;
  /** What is true of the broker while it lasts, beside that it is fine, or not known. */
  isTrue?: RegExp;
}

let clock: jest.SpyInstance | undefined;
const realNow = Date.now;

const passAll = () => network.proxies.forEach(proxy => proxy.pass());
const someSamples = (listening: Listening, at: { samples: number }) =>
  listening.samples >= at.samples + 3;

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
    // It goes to another server while that one hangs.
    until: listening =>
      listening.broker.has('unknown stale') && isFine(listening),
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
    begin: () => givePasswords(true),
    end: () => givePasswords(false),
    until: isStale,
  },
  {
    what: 'the certificates of the servers expire',
    begin: async () => {
      await giveCertificates(new Date(realNow() - 3_600_000));
      // Certificates are looked at when a connection is made.
      network.doors.forEach(door => door.cut());
      passAll();
    },
    end: () => giveCertificates(),
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
  await ask(client, `STREAM.CREATE.${STUCK.stream}`, {
    name: STUCK.stream,
    subjects: ['stuck'],
    num_replicas: 3,
  });
  await ask(client, `CONSUMER.CREATE.${STUCK.stream}.${STUCK.name}`, {
    stream_name: STUCK.stream,
    config: {
      name: STUCK.name,
      durable_name: STUCK.name,
      ack_policy: 'explicit',
    },
  });
  await client.jetstream().publish('stuck', 'x');
  // What is loaded with the first use stays loaded.
  const broker = open();
  const listening = new Listening(broker);
  await broker.applyMessaging(SPEC);
  await listening.until(isFine);
  await listening.end();
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
    const listening = new Listening(broker);
    try {
      expect(await listening.until(isFine)).toBe(true);

      const { samples } = listening;
      await begin();
      const applying = broker.applyMessaging(SPEC).catch(() => {});
      const wasSo = await listening.until(() => until(listening, { samples }));
      expect(wasSo || listening.now).toBe(true);
      await end();
      await applying;
      const left = await eventually(
        () => leftToDo(broker),
        ({ length }) => length === 0,
        PATIENCE_MS,
      );
      expect(left).toEqual([]);
      const isFineAgain = await listening.until(isFine);
      expect(isFineAgain || listening.now).toBe(true);
    } finally {
      await listening.end();
    }
    const isWrong = (rule: string) =>
      // What has been made a moment ago is what the servers themselves call unhealthy.
      !/^(ok|info|unknown) |^warning unhealthy$/.test(rule) &&
      !isTrue?.test(rule);
    expect({
      broker: [...listening.broker].filter(isWrong),
      worker: [...listening.worker].filter(rule => /^error/.test(rule)),
      stuck: [...listening.stuck].filter(rule => /^(ok|info) /.test(rule)),
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
