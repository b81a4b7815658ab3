import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JsonObject } from '@backstage/types';
import { judgeBroker } from '@nats-portal/plugin-nats-common';
import { balance, Balancer } from '../../__testUtils__/balance';
import { brokerAt, closeBrokers } from '../../__testUtils__/brokerAt';
import { ask, clientOf } from '../../__testUtils__/clientOf';
import { failureOf } from '../../__testUtils__/failureOf';
import { listenInSilence } from '../../__testUtils__/listenInSilence';
import {
  createCertificateAuthority,
  freePorts,
  RunningNatsCluster,
  startNatsCluster,
} from '../../testUtils';

jest.setTimeout(60_000);

let running: RunningNatsCluster;
let urls: string[];
let ports: number[];
const balancers: Balancer[] = [];

/** The broker, read at these URLs. */
function readAt(addresses: string[], tls?: JsonObject) {
  return brokerAt({
    name: 'watched',
    timeout: { seconds: 2 },
    monitoring: { urls: addresses, tls: tls ?? { ca: running.ca ?? '' } },
  });
}

async function balanced(...targets: number[]): Promise<[Balancer, string]> {
  const balancer = await balance(...targets);
  balancers.push(balancer);
  return [balancer, `https://127.0.0.1:${balancer.port}`];
}

beforeAll(async () => {
  running = await startNatsCluster({ monitoring: true });
  urls = running.servers.map(({ monitorUrl = '' }) => monitorUrl);
  ports = running.ports.monitor ?? [];
  const client = await clientOf(running);
  for (const name of ['A', 'B', 'C', 'D', 'E', 'F']) {
    await ask(client, `STREAM.CREATE.${name}`, { name, subjects: [name] });
  }
  await client.close();
});

afterEach(async () => {
  await closeBrokers();
  await Promise.all(balancers.splice(0).map(balancer => balancer.close()));
});

afterAll(async () => {
  await running?.stop();
});

it('keeps one connection to each server', async () => {
  const [first, firstUrl] = await balanced(ports[0]);
  const broker = readAt([firstUrl, urls[1], urls[2]]);
  for (let i = 0; i < 3; i++) {
    const { problems, servers, streams } = await broker.readSnapshot();
    expect(problems).toEqual([]);
    expect(servers).toHaveLength(3);
    expect(streams).toHaveLength(6);
  }
  expect(first.taken).toBe(1);
  first.cut();
  expect((await broker.readSnapshot()).problems).toEqual([]);
  expect(first.taken).toBe(2);
});

it('leaves configurations out where nobody wants them', async () => {
  const broker = readAt(urls);
  const { streams } = await broker.readSnapshot({ settings: false });
  expect(streams[0]).not.toHaveProperty('settings');
  expect((await broker.readSnapshot()).streams[0]).toHaveProperty('settings');
});

describe('behind a load balancer', () => {
  const judged = async (broker: ReturnType<typeof readAt>) => {
    const snapshot = await broker.readSnapshot();
    const { level, rule } = judgeBroker({
      snapshot,
      age: 0,
      interval: 15_000,
      expectedServers: broker.info.expectedServers,
    });
    return { snapshot, verdict: `${level} ${rule}` };
  };

  it('servers are said to be hidden, and not to be away', async () => {
    const [, url] = await balanced(...ports);
    const { snapshot, verdict } = await judged(readAt([url]));
    expect(verdict).toBe('warning servers-hidden');
    expect(snapshot.servers).toHaveLength(1);
    expect(snapshot.problems[0]).toBe(
      'Servers are out of view: the cluster has 3 servers and monitoring.urls names 1; name a URL of its own for each server, not that of a load balancer',
    );
    expect(snapshot.outOfView).toEqual([snapshot.problems[0]]);
    // Streams of hidden servers are not taken for deleted or leaderless ones.
    expect(snapshot.leaderlessStreams).toEqual([]);
  });

  it('one server under two URLs is read once', async () => {
    const [, url] = await balanced(ports[0]);
    const { snapshot, verdict } = await judged(readAt([urls[0], url, urls[1]]));
    expect(verdict).toBe('warning servers-hidden');
    expect(snapshot.servers.map(({ name }) => name)).toEqual(['n1', 'n2']);
    expect(snapshot.problems[0]).toContain(
      `${urls[0]}/ and ${url}/ lead to the same server n1`,
    );
  });

  it('two servers under one URL are noticed when it leads to the other', async () => {
    const [balancer, url] = await balanced(ports[0], ports[1]);
    const broker = readAt([url, urls[1], urls[2]]);
    expect((await judged(broker)).snapshot.problems).toEqual([]);
    balancer.cut();
    const { snapshot } = await judged(broker);
    expect(snapshot.problems.join()).toContain(`${url}/ leads to n1 and n2`);
    expect(snapshot.problems.join()).toContain('lead to the same server n2');
  });
});

describe('where something is wrong', () => {
  it('names each port that does not answer, and how', async () => {
    const [unused] = await freePorts(1);
    const silent = await listenInSilence();
    const web = createServer((_request, response) => response.end('<html>'));
    await new Promise<void>(resolve => web.listen(0, '127.0.0.1', resolve));
    const { port } = web.address() as AddressInfo;
    const lost = [
      `https://127.0.0.1:${unused}/`,
      silent.url.replace('nats:', 'http:').concat('/'),
      `http://127.0.0.1:${port}/`,
    ];
    const started = Date.now();
    const { problems, servers } = await readAt([
      ...urls,
      ...lost,
    ]).readSnapshot();
    expect(servers).toHaveLength(3);
    expect(problems).toEqual([
      `${lost[0]} refused the connection`,
      `${lost[1]} did not answer in time`,
      `${lost[2]} is no monitoring port of a NATS server`,
    ]);
    const error = await failureOf(readAt(lost).readSnapshot());
    expect(error.name).toBe('ServiceUnavailableError');
    lost.forEach(url => expect(error.message).toContain(url));
    expect(Date.now() - started).toBeLessThan(6_000);
    await silent.close();
    await new Promise(resolve => web.close(resolve));
  });

  it('does not trust a server of another authority, and reads the file of its own again', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'nats-monitoring-'));
    const caFile = join(folder, 'ca.pem');
    const broker = readAt(urls, { caFile });
    const refusal = () => failureOf(broker.readSnapshot());
    expect((await refusal()).message).toContain(
      `nats.brokers[0].monitoring.tls.caFile names the file ${caFile}: ENOENT`,
    );
    await writeFile(caFile, (await createCertificateAuthority()).certificate);
    expect((await refusal()).message).toContain('monitoring.tls.caFile');
    await writeFile(caFile, running.ca ?? '');
    expect((await broker.readSnapshot()).problems).toEqual([]);
    await rm(folder, { recursive: true });
  });

  it('is left at once by a caller who aborts', async () => {
    const silent = await listenInSilence();
    const broker = readAt([silent.url.replace('nats:', 'http:')]);
    const started = Date.now();
    const signal = AbortSignal.timeout(50);
    expect(await failureOf(broker.readSnapshot({ signal }))).toMatchObject({
      name: 'TimeoutError',
    });
    expect(Date.now() - started).toBeLessThan(1_500);
    await silent.close();
  });

  // The last one: a server dies.
  it('reads on without a server that was killed, and names it', async () => {
    const broker = readAt(urls);
    await broker.readSnapshot();
    await running.servers[2].kill();
    const { problems, servers } = await broker.readSnapshot();
    expect(servers.map(({ name }) => name)).toEqual(['n1', 'n2']);
    expect(problems).toEqual([`n3 at ${urls[2]}/ refused the connection`]);
  });
});
