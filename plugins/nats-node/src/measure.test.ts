import { mkdtemp, rm } from 'node:fs/promises';
import { brokerAt, closeBrokers } from './__testUtils__/brokerAt';
import { startNatsCluster, startNatsServer } from './testUtils';
import { connect } from 'nats';
jest.setTimeout(500000);
const spec = (streams: number, consumers: number) => ({
  streams: Array.from({ length: streams }, (_, i) => ({
    name: `S${i}`, subjects: [`s${i}.>`], maxBytes: 100_000,
    consumers: Array.from({ length: consumers }, (__, j) => ({ durableName: `c${j}`, filterSubject: `s${i}.${j}` })),
  })),
});
async function time<T>(name: string, f: () => Promise<T>, log: string[]) { const t = Date.now(); const r = await f(); log.push(`${name}: ${Date.now() - t} ms`); return r; }
it.each([[1, 1000, 10], [3, 100, 10]])('size %d', async (size, s, c) => {
  const directory = await mkdtemp('/dev/shm/nats-m-');
  const running = await (size === 1 ? startNatsServer({ directory, maxFileStore: 2 ** 36 }) : startNatsCluster({ directory, maxFileStore: 2 ** 36 }));
  const broker = brokerAt(running.brokerConfig('m'));
  const log: string[] = [];
  await time('apply', () => broker.applyMessaging(spec(s, c)), log);
  await time('again', () => broker.applyMessaging(spec(s, c)), log);
  await time('plan', () => broker.planMessaging(spec(s, c)), log);
  await time('snapshot', () => broker.readSnapshot(), log);
  const snap = await time('snapshot2', () => broker.readSnapshot(), log);
  log.push(`${snap.consumers.length} consumers, leaderless ${snap.leaderless.length} ${process.memoryUsage().heapUsed >> 20} MiB`);
  // bare
  const { user, password } = running.credentials.accounts.APP;
  const nc = await connect({ servers: running.servers[0].url, user, pass: password, tls: { ca: running.ca }, noAsyncTraces: true });
  const full = spec(s, c);
  for (const st of full.streams) await nc.request(`$JS.API.STREAM.DELETE.${st.name}`, undefined, { timeout: 10000 });
  for (const win of [16, 64]) {
    await time(`bare ${win}`, async () => {
      const run = async (jobs: [string, object][]) => { const it = jobs[Symbol.iterator](); await Promise.all(Array.from({ length: win }, async () => { for (const [sub, body] of it) { const m = await nc.request(sub, JSON.stringify(body), { timeout: 20000 }); const j: any = m.json(); if (j.error) throw new Error(JSON.stringify(j.error)); } })); };
      await run(full.streams.map(x => [`$JS.API.STREAM.CREATE.${x.name}`, { name: x.name, subjects: x.subjects, max_bytes: x.maxBytes, num_replicas: size }]));
      await run(full.streams.flatMap(x => x.consumers.map(y => [`$JS.API.CONSUMER.CREATE.${x.name}.${y.durableName}`, { stream_name: x.name, action: 'create', config: { name: y.durableName, durable_name: y.durableName, ack_policy: 'explicit', filter_subject: y.filterSubject } }] as [string, object])));
    }, log);
    if (win === 16) for (const st of full.streams) await nc.request(`$JS.API.STREAM.DELETE.${st.name}`, undefined, { timeout: 10000 });
  }
  await nc.close();
  await closeBrokers();
  await running.stop();
  await rm(directory, { recursive: true });
  console.log(size, log.join('\n'));
});
