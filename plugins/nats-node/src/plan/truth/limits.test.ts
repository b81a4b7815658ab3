import { NatsConnection } from 'nats';
import { setTimeout as sleep } from 'node:timers/promises';
import { brokerAt, closeBrokers } from '../../__testUtils__/brokerAt';
import { clientOf } from '../../__testUtils__/clientOf';
import { Broker } from '../../Broker';
import { RunningNatsCluster, startNatsCluster } from '../../testUtils';

jest.setTimeout(120_000);

const MB = 1_000_000;
const PEERS_MS = 30_000;
const PAUSE_MS = 100;
/** No server has room: said by the leader that looks for one, and by a server it chose by what it last heard. */
const NO_ROOM = [10005, 10047];

interface Wanted {
  name: string;
  /** Millions of bytes. */
  size?: number;
  storage?: 'file' | 'memory';
  maxConsumers?: number;
}

/** Streams that are made one after the other, in an account with limits. */
interface Case {
  what: string;
  limits: Record<string, number | boolean>;
  streams: Wanted[];
  /** What the portal says in a cluster of all but the first. */
  overcommitted?: (number | 'ok')[];
}

const CASES: Case[] = [
  {
    what: 'the number of streams',
    limits: { max_streams: 2 },
    streams: [{ name: 'A' }, { name: 'B' }, { name: 'C' }, { name: 'D' }],
  },
  {
    what: 'what all streams reserve on disk',
    limits: { max_file: 10 * MB },
    streams: [
      { name: 'A', size: 4 },
      { name: 'B', size: 7 },
      { name: 'C', size: 3 },
      { name: 'D', size: 3 },
      { name: 'E', size: 1 },
      { name: 'F', size: 11 },
    ],
  },
  {
    what: 'what all streams reserve, to the last byte',
    limits: { max_file: 10 * MB },
    streams: [{ name: 'A', size: 10 }, { name: 'B' }, { name: 'C', size: 1 }],
  },
  {
    what: 'what all streams reserve in memory',
    limits: { max_mem: 3 * MB, max_file: 10 * MB },
    streams: [
      { name: 'A', size: 4, storage: 'memory' },
      { name: 'B', size: 1, storage: 'memory' },
      { name: 'C', size: 1, storage: 'memory' },
      { name: 'D', size: 2, storage: 'memory' },
      { name: 'E', size: 2 },
    ],
  },
  {
    what: 'the size of a stream',
    limits: { max_bytes_required: true, disk_max_stream_bytes: 4 * MB },
    streams: [
      { name: 'A' },
      { name: 'B', size: 5 },
      { name: 'C', size: 4 },
      { name: 'D', size: 5, storage: 'memory' },
    ],
  },
  {
    what: 'consumers of a stream',
    limits: { max_consumers: 2 },
    streams: [
      { name: 'A', maxConsumers: 5 },
      { name: 'B', maxConsumers: 2 },
      { name: 'C' },
    ],
  },
  {
    what: 'the store of a server',
    limits: {},
    streams: [
      { name: 'A', size: 20 },
      { name: 'B', size: 20 },
      { name: 'C', size: 30 },
      { name: 'D', size: 33 },
    ],
    overcommitted: [10005, 10005, 10005],
  },
];

const SERVERS = [
  { version: '2.15', binary: process.env.NATS_SERVER, size: 1 },
  { version: '2.15', binary: process.env.NATS_SERVER, size: 3 },
  { version: '2.10', binary: process.env.NATS_SERVER_2_10, size: 1 },
  { version: '2.10', binary: process.env.NATS_SERVER_2_10, size: 3 },
].filter(({ binary }) => binary);

/** The codes of the refusals of one stream. */
async function portalSays(broker: Broker, streams: object[]) {
  const { assets } = await broker.planMessaging({ streams });
  return assets.map(
    ({ refusals = [] }) => refusals.map(({ code }) => code)[0] ?? 'ok',
  );
}

describe.each(SERVERS)(
  'limits of an account on $size of $version',
  ({ binary, size: servers }) => {
    let running: RunningNatsCluster | undefined;
    let client: NatsConnection;
    let broker: Broker;

    async function start(limits: Case['limits']) {
      running = await startNatsCluster({
        size: servers,
        binary,
        accountLimits: Object.keys(limits).length > 0 ? limits : undefined,
        maxFileStore: 32 * MB,
        maxMemoryStore: 32 * MB,
      });
      client = await clientOf(running);
      broker = brokerAt(running.brokerConfig('limited'));
      // Servers of a new cluster know for a while of no peers to place a stream on.
      const deadline = Date.now() + PEERS_MS;
      while ((await serverSays({ name: 'PROBE', size: 0.001 })) !== 'ok') {
        if (Date.now() > deadline) {
          throw new Error('The servers place no stream');
        }
        await sleep(PAUSE_MS);
      }
      await client.request('$JS.API.STREAM.DELETE.PROBE');
    }

    afterEach(async () => {
      await client?.close();
      await closeBrokers();
      await running?.stop();
    });

    async function serverSays(wanted: Wanted): Promise<number | 'ok'> {
      const { name, size, storage = 'file', maxConsumers } = wanted;
      const reply = await client.request(
        `$JS.API.STREAM.CREATE.${name}`,
        JSON.stringify({
          name,
          subjects: [name],
          storage,
          num_replicas: servers,
          max_bytes: size ? size * MB : -1,
          max_consumers: maxConsumers,
        }),
        { timeout: 10_000 },
      );
      return (
        reply.json<{ error?: { err_code: number } }>().error?.err_code ?? 'ok'
      );
    }

    it.each(CASES)('$what: the plan says what the server says', async one => {
      await start(one.limits);
      const specs = one.streams.map(({ name, size, ...rest }) => ({
        name,
        subjects: [name],
        maxAge: '1h',
        replicas: servers,
        ...(size ? { maxBytes: size * MB } : {}),
        ...rest,
      }));
      const together = await portalSays(broker, specs);
      const byPortal: (number | 'ok')[] = [];
      const byServer: (number | 'ok')[] = [];
      for (const [i, wanted] of one.streams.entries()) {
        byPortal.push(...((await portalSays(broker, [specs[i]])) as number[]));
        byServer.push(await serverSays(wanted));
      }
      // A server of a cluster takes some that others have no room for, depending on
      // when it last heard from them, and the disks fill up.
      const agree = (said: number | 'ok', portal: number | 'ok') =>
        said === 'ok' ||
        said === portal ||
        (one.overcommitted !== undefined &&
          [said, portal].every(
            code => code !== 'ok' && NO_ROOM.includes(code),
          ));
      const expected =
        one.overcommitted && servers > 1
          ? ['ok', ...one.overcommitted]
          : byServer;
      expect(byPortal).toEqual(expected);
      expect(byServer.filter((said, i) => !agree(said, byPortal[i]))).toEqual(
        [],
      );
      expect(together).toEqual(byPortal);
      expect(byPortal.some(said => said !== 'ok')).toBe(true);
    });
  },
);
