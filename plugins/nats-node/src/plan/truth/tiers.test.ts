import { NatsConnection } from 'nats';
import { brokerAt, closeBrokers } from '../../__testUtils__/brokerAt';
import { Broker } from '../../Broker';
import { OperatorBroker } from './__testUtils__/OperatorBroker';

jest.setTimeout(300_000);

const MB = 1_000_000;
const ANSWER_MS = 20_000;
interface Wanted {
  name: string;
  /** Millions of bytes. */
  size?: number;
  storage?: 'file' | 'memory';
  replicas: number;
}

const TIERS = {
  R1: {
    disk_storage: 10 * MB,
    mem_storage: 2 * MB,
    streams: 3,
    consumer: 2,
    disk_max_stream_bytes: 6 * MB,
  },
  R3: { disk_storage: 8 * MB, mem_storage: 0, streams: 2, consumer: -1 },
};

const ONE_COPY: Wanted[] = [
  { name: 'A', size: 4, replicas: 1 },
  { name: 'B', size: 7, replicas: 1 },
  { name: 'C', size: 6, replicas: 1 },
  { name: 'D', size: 1, replicas: 1 },
  { name: 'E', size: 3, storage: 'memory', replicas: 1 },
  { name: 'F', size: 1, storage: 'memory', replicas: 1 },
  { name: 'W', size: 1, replicas: 2 },
];

const THREE_COPIES: Wanted[] = [
  { name: 'R', size: 3, replicas: 3 },
  { name: 'S', size: 6, replicas: 3 },
  { name: 'V', size: 1, storage: 'memory', replicas: 3 },
  { name: 'T', size: 5, replicas: 3 },
  { name: 'U', replicas: 3 },
  // From one tier to another, which is full by now.
  { name: 'A', size: 4, replicas: 3 },
];

const SERVERS = [
  { version: '2.15', binary: process.env.NATS_SERVER ?? '', size: 1 },
  { version: '2.15', binary: process.env.NATS_SERVER ?? '', size: 3 },
  { version: '2.10', binary: process.env.NATS_SERVER_2_10 ?? '', size: 1 },
  { version: '2.10', binary: process.env.NATS_SERVER_2_10 ?? '', size: 3 },
].filter(({ binary }) => binary);

describe.each(SERVERS)(
  'an account with tiers on $size of $version',
  ({ binary, size: servers }) => {
    let running: OperatorBroker;
    let client: NatsConnection;
    let broker: Broker;

    async function serverSays(
      operation: string,
      body: object,
    ): Promise<number | 'ok'> {
      const reply = await client.request(
        `$JS.API.${operation}`,
        JSON.stringify(body),
        { timeout: ANSWER_MS },
      );
      return (
        reply.json<{ error?: { err_code: number } }>().error?.err_code ?? 'ok'
      );
    }

    const configOf = ({ name, size, storage = 'file', replicas }: Wanted) => ({
      name,
      subjects: [name],
      storage,
      num_replicas: replicas,
      max_bytes: size ? size * MB : -1,
      max_age: 3600e9,
    });

    beforeAll(async () => {
      running = await OperatorBroker.start({
        binary,
        size: servers,
        tiers: TIERS,
      });
      client = await running.connect();
      broker = brokerAt(running.brokerConfig('tiers'));
    });

    afterAll(async () => {
      await client?.close();
      await closeBrokers();
      await running?.stop();
    });

    const specOf = ({ name, size, storage, replicas }: Wanted) => ({
      name,
      subjects: [name],
      maxAge: '1h',
      storage,
      replicas,
      ...(size ? { maxBytes: size * MB } : {}),
    });

    /** The codes of all that is in the way; the server stops at the first, and not all begin with the same. */
    async function portalSays(wanted: Wanted): Promise<(number | 'ok')[]> {
      const { assets } = await broker.planMessaging({
        streams: [specOf(wanted)],
      });
      const codes = (assets[0].refusals ?? []).map(({ code }) => code ?? 0);
      return codes.length > 0 ? codes : ['ok'];
    }

    it('has the plan say what the server says, one stream after the other', async () => {
      const wanted =
        servers > 1 ? [...ONE_COPY, ...THREE_COPIES] : ONE_COPY.slice(0, -1);
      const said: Record<string, number | 'ok'> = {};
      for (const one of wanted) {
        const planned = await portalSays(one);
        const operation =
          one.name === 'A' && one.replicas > 1 ? 'UPDATE' : 'CREATE';
        const answer = await serverSays(
          `STREAM.${operation}.${one.name}`,
          configOf(one),
        );
        said[`${one.name} R${one.replicas}`] = answer;
        expect(planned).toContain(answer);
      }
      expect(said).toMatchObject({ 'A R1': 'ok', 'D R1': 10047 });
    });

    it('counts the consumers of a stream by its tier', async () => {
      const consumers = ['a', 'b', 'c'].map(durableName => ({ durableName }));
      const { assets } = await broker.planMessaging({
        streams: [{ ...specOf(ONE_COPY[0]), consumers }],
      });
      expect(assets.map(({ action }) => action)).toEqual([
        'unchanged',
        'refused',
        'refused',
        'refused',
      ]);
      expect(assets[1].refusals).toMatchObject([{ code: 10026 }]);
    });
  },
);
