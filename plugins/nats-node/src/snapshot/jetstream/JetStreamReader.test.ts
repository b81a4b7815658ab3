import { readFile, writeFile } from 'node:fs/promises';
import { JsonObject } from '@backstage/types';
import { brokerAt, closeBrokers } from '../../__testUtils__/brokerAt';
import { ask, clientOf } from '../../__testUtils__/clientOf';
import { eventually } from '../../__testUtils__/eventually';
import { failureOf } from '../../__testUtils__/failureOf';
import { fakeJetStream } from '../../__testUtils__/fakeJetStream';
import { forEachBounded } from '../../forEachBounded';
import { RunningNatsCluster, startNatsServer } from '../../testUtils';

jest.setTimeout(60_000);

const upTo = (count: number) => Array.from({ length: count }, (_, i) => i);

/** The broker with its accounts and nothing else. */
function accountsOf(running: RunningNatsCluster): JsonObject {
  const { system: _system, ...entry } = running.brokerConfig('plain');
  return entry;
}

afterEach(closeBrokers);

describe('a real server', () => {
  let running: RunningNatsCluster;

  beforeAll(async () => {
    running = await startNatsServer({
      accounts: ['APP', 'OTHER'],
      accountsWithoutJetStream: ['PLAIN'],
    });
    const client = await clientOf(running);
    await forEachBounded(upTo(300), 32, async i => {
      await ask(client, `STREAM.CREATE.S${i}`, {
        name: `S${i}`,
        subjects: [`s${i}`],
        storage: 'memory',
      });
    });
    await forEachBounded(upTo(300), 32, async i => {
      const name = `c${i}`;
      await ask(client, `CONSUMER.CREATE.S7.${name}`, {
        stream_name: 'S7',
        config: { name, durable_name: name, ack_policy: 'explicit' },
      });
    });
    await client.close();
  });

  afterAll(async () => {
    await running?.stop();
  });

  it('is read in pages, with a call for each page and each stream that has consumers', async () => {
    const [app] = accountsOf(running).accounts as JsonObject[];
    const snapshot = await brokerAt({
      ...accountsOf(running),
      accounts: [app],
    }).readSnapshot();
    expect(snapshot).toMatchObject({
      source: 'jetstream',
      servers: [],
      problems: [],
      apiCalls: 4,
      outOfView: [expect.stringMatching(/JetStream API of APP; .*not known/)],
    });
    const names = snapshot.streams.map(({ name }) => name);
    expect(new Set(names)).toEqual(new Set(upTo(300).map(i => `S${i}`)));
    expect(names).toHaveLength(300);
    const consumers = snapshot.consumers.map(
      ({ stream, name }) => `${stream} ${name}`,
    );
    expect(new Set(consumers)).toEqual(new Set(upTo(300).map(i => `S7 c${i}`)));
    expect(consumers).toHaveLength(300);
  });

  it('is read in all configured accounts, also where one has no JetStream or refuses the login', async () => {
    const [app, , plain] = accountsOf(running).accounts as JsonObject[];
    const guessed = { name: 'OTHER', user: 'portal-other', password: 'guess' };
    const broker = brokerAt({
      ...accountsOf(running),
      accounts: [app, guessed, plain],
    });
    const { streams, problems, outOfView } = await broker.readSnapshot();
    expect(new Set(streams.map(({ account }) => account))).toEqual(
      new Set(['APP']),
    );
    expect(problems).toEqual([
      expect.stringMatching(/refused the login for account OTHER/),
      expect.stringMatching(/account PLAIN/),
    ]);
    expect(outOfView?.[0]).toContain('APP, OTHER, PLAIN');
    expect(
      await failureOf(
        brokerAt({
          ...accountsOf(running),
          accounts: [guessed],
        }).readSnapshot(),
      ),
    ).toMatchObject({ name: 'NotAllowedError' });
  });

  it('needs no more than the lists and an inbox', async () => {
    const [{ configFile, signal }] = running.servers;
    const { password } = running.credentials.accounts.APP;
    const text = await readFile(configFile, 'utf8');
    const allow = (...subjects: string[]) =>
      text.replace(
        `password: "${password}"`,
        line =>
          `${line}\npermissions: { publish: ${JSON.stringify(
            subjects,
          )}, subscribe: ["_INBOX.>"] }`,
      );
    const [app] = accountsOf(running).accounts as JsonObject[];
    const entry = { ...accountsOf(running), accounts: [app] };

    const takeIn = async (...subjects: string[]) => {
      await writeFile(configFile, allow(...subjects));
      signal('SIGHUP');
    };

    await takeIn('$JS.API.STREAM.LIST');
    // While the server takes the change in, it ends the connections of the user.
    const error = await eventually(
      () => failureOf(brokerAt(entry).readSnapshot()),
      ({ message }) => message.includes('CONSUMER.LIST'),
    );
    expect(error.message).toContain('$JS.API.CONSUMER.LIST.S7');
    expect(error.name).toBe('NotAllowedError');

    await takeIn('$JS.API.STREAM.LIST', '$JS.API.CONSUMER.LIST.*');
    const snapshot = await eventually(
      () =>
        brokerAt(entry)
          .readSnapshot()
          .catch(() => undefined),
      found => found !== undefined,
    );
    expect(snapshot?.problems).toEqual([]);
    expect(snapshot?.consumers).toHaveLength(300);
  });
});

describe('lists with gaps', () => {
  it('are no deletion and no missing leader: what did not answer is unreadable', async () => {
    const running = await startNatsServer({ jetstream: false });
    const stream = { config: { name: 'A' }, state: { consumer_count: 3 } };
    const fake = await fakeJetStream(running, ({ operation }) => {
      switch (operation) {
        case 'STREAM.LIST':
          return {
            total: 3,
            limit: 256,
            streams: [stream],
            missing: ['LATE'],
            offline: { FUTURE: 'requires API level 9' },
          };
        case 'CONSUMER.LIST.A':
          return {
            total: 3,
            limit: 256,
            consumers: [
              { name: 'fine', num_pending: 4, cluster: { leader: 'n1' } },
            ],
            missing: ['late'],
            offline: { future: 'requires API level 9' },
          };
        default:
          // Deleted since it was listed.
          return { error: { code: 404, err_code: 10059 } };
      }
    });
    const snapshot = await brokerAt(accountsOf(running)).readSnapshot();
    expect(snapshot).toMatchObject({
      consumers: [{ name: 'fine', pending: 4, leader: 'n1' }],
      leaderless: [],
      leaderlessStreams: [],
      unreadable: [
        {
          account: 'APP',
          stream: 'A',
          name: 'late',
          problem: 'its leader did not answer the list in time',
        },
        { name: 'future', problem: 'requires API level 9' },
      ],
    });
    expect(snapshot.problems).toEqual([
      'Stream APP/LATE: its leader did not answer the list in time',
      'Stream APP/FUTURE: requires API level 9',
      '1 consumers of stream APP/A did not answer in time',
    ]);
    expect(fake.asked.sort()).toEqual([
      'CONSUMER.LIST.A',
      'CONSUMER.LIST.LATE',
      'STREAM.LIST',
    ]);
    await fake.stop();
    await running.stop();
  });
});
