import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createCertificateAuthority,
  issueCertificate,
} from '@nats-portal/plugin-nats-node/testUtils';
import {
  Asked,
  matrix,
  startPrometheus,
} from './__testUtils__/startPrometheus';
import { HistoryReader } from './HistoryReader';
import { HistorySubject } from './historyQueries';
import { PrometheusConfig } from './readPrometheusConfigs';

const NOW = 1_800_000_000_000;
const END = NOW / 1000;
const ECHO: HistorySubject = {
  kind: 'consumer',
  account: 'APP',
  stream: 'JOBS',
  consumer: 'echo',
};
const metric = { namespace: 'nats', cluster: 'nats' };

type Prometheus = Awaited<ReturnType<typeof startPrometheus>>;

describe('HistoryReader', () => {
  const started: Prometheus[] = [];
  const readers: HistoryReader[] = [];

  async function serve(...parameters: Parameters<typeof startPrometheus>) {
    const prometheus = await startPrometheus(...parameters);
    started.push(prometheus);
    return prometheus;
  }

  function readerOf(config: Partial<PrometheusConfig> & { url: string }) {
    const reader = new HistoryReader({
      key: 'nats.brokers[0].prometheus',
      tls: {},
      login: { kind: 'none' },
      labels: {},
      timeoutMs: 30_000,
      ...config,
    });
    readers.push(reader);
    return reader;
  }

  afterEach(async () => {
    readers.splice(0).forEach(reader => reader.close());
    await Promise.all(started.splice(0).map(one => one.stop()));
  });

  it('makes columns with a value for each step, and gaps where there is none', async () => {
    const prometheus = await serve(({ query, start, end, step }: Asked) =>
      query.includes('num_redelivered')
        ? matrix()
        : matrix({
            metric,
            values: [
              [start, '1'],
              [start + step, 'NaN'],
              [start + 2 * step, '18446744073709551615'],
              [end, '2.5'],
            ],
          }),
    );
    const report = await readerOf(prometheus).read(ECHO, '6h', NOW);
    expect(report).toMatchObject({
      from: NOW - 6 * 3_600_000,
      stepSeconds: 60,
      columns: [
        { name: 'backlog', unit: 'messages', of: 'highest' },
        { name: 'inFlight', unit: 'messages', of: 'highest' },
        { name: 'redelivered', unit: 'messages', of: 'highest' },
        { name: 'deliveredPerSecond', unit: 'messages/s', of: 'mean' },
      ],
    });
    expect(report).not.toHaveProperty('problem');
    const [backlog, , redelivered] = report.columns;
    expect(backlog.values).toHaveLength(361);
    expect(backlog.values.slice(0, 4)).toEqual([1, null, null, null]);
    expect(backlog.values[360]).toBe(2.5);
    expect(redelivered.values.every(value => value === null)).toBe(true);
  });

  it.each([
    ['6h', 361, 60],
    ['24h', 289, 300],
    ['7d', 337, 1_800],
    ['30d', 361, 7_200],
  ] as const)('asks for %s in %d steps', async (range, length, step) => {
    const prometheus = await serve(({ end }) =>
      matrix({ metric, values: [[end, '7']] }),
    );
    const reader = readerOf(prometheus);
    const { columns, from, stepSeconds } = await reader.read(ECHO, range, NOW);
    expect(columns[0].values).toHaveLength(length);
    expect(columns[0].values[length - 1]).toBe(7);
    expect(stepSeconds).toBe(step);
    expect(from + (length - 1) * step * 1000).toBe(NOW);
    expect(prometheus.asked[0]).toMatchObject({
      path: '/api/v1/query_range',
      end: END,
      step,
    });
  });

  it('asks for leaders, with the labels of the broker, whatever the names hold', async () => {
    const prometheus = await serve(() => matrix());
    const reader = readerOf({ ...prometheus, labels: { namespace: 'nats' } });
    const stream = 'x"} or vector(1) #\\';
    await reader.read({ kind: 'stream', stream }, '24h', NOW);
    await reader.read({ ...ECHO, stream } as HistorySubject, '24h', NOW);
    const named = String.raw`stream_name="x\"} or vector(1) #\\"`;
    const queries = prometheus.asked.map(({ query }) => query);
    const ofStreams = queries.filter(query => /nats_stream_/.test(query));
    const ofConsumers = queries.filter(query => /nats_consumer_/.test(query));
    expect([ofStreams.length, ofConsumers.length]).toEqual([3, 4]);
    ofStreams.forEach(query =>
      expect(query).toContain(
        `{namespace="nats",${named},is_stream_leader="true"}`,
      ),
    );
    ofConsumers.forEach(query =>
      expect(query).toContain(
        `{namespace="nats",account="APP",${named},consumer_name="echo",is_consumer_leader="true"}`,
      ),
    );
  });

  it('adds up the storage of servers, each once', async () => {
    const prometheus = await serve(({ end }) =>
      matrix({ metric, values: [[end, '3']] }),
    );
    const { columns } = await readerOf(prometheus).read(
      { kind: 'broker' },
      '30d',
      NOW,
    );
    expect(columns.map(({ name, unit }) => [name, unit])).toEqual([
      ['storageUsed', 'bytes'],
      ['storageReserved', 'bytes'],
      ['storageLimit', 'bytes'],
      ['servers', 'servers'],
    ]);
    expect(prometheus.asked[0].query).toBe(
      'sum by (cluster, namespace) (max by (cluster, namespace, server_id) (nats_varz_jetstream_stats_storage{}))',
    );
  });

  it('mixes no brokers: it says what tells them apart', async () => {
    const prometheus = await serve(({ end }) =>
      matrix(
        { metric, values: [[end, '1']] },
        { metric: { namespace: 'other' }, values: [[end, '2']] },
      ),
    );
    const report = await readerOf(prometheus).read(ECHO, '24h', NOW);
    expect(report.columns).toEqual([]);
    expect(report.problem).toBe(
      `Prometheus at ${prometheus.url} has this of several brokers: cluster="", namespace="other" and cluster="nats", namespace="nats"; say in nats.brokers[0].prometheus.labels which is meant`,
    );
  });

  it('says when there is nothing, and what was asked', async () => {
    const prometheus = await serve(() => matrix());
    const report = await readerOf(prometheus).read(ECHO, '24h', NOW);
    expect(report.columns).toEqual([]);
    expect(report.problem).toMatch(
      /nothing of it in this time \(asked: .*nats_consumer_num_pending\{account="APP",stream_name="JOBS"/,
    );
  });

  it('passes on what Prometheus says may be missing', async () => {
    const prometheus = await serve(({ end }) => {
      const { body } = matrix({ metric, values: [[end, '1']] });
      return { body: { ...body, warnings: ['one store is away'] } };
    });
    const report = await readerOf(prometheus).read(ECHO, '24h', NOW);
    expect(report.columns).toHaveLength(4);
    expect(report.problem).toBe('one store is away');
  });

  it.each([
    [
      // As Prometheus 2.42 answers.
      {
        status: 400,
        body: {
          status: 'error',
          errorType: 'bad_data',
          error: 'exceeded maximum resolution of 11,000 points per timeseries.',
        },
      },
      /it answered "exceeded maximum resolution/,
    ],
    [{ status: 401, body: 'Unauthorized' }, /refused the login \(status 401\)/],
    [{ status: 503, body: '<html>' }, /status 503 and nothing that Prometheus/],
    [{ status: 200, body: '{"status":"succ' }, /status 200 and nothing that/],
    [{ status: 200, body: { status: 'success' } }, /status 200 and nothing/],
    [{ status: 302, body: '' }, /status 302/],
    [{ body: ' '.repeat(9 * 1024 ** 2) }, /longer than 8388608 bytes/],
  ])('is one problem when the answer is %#', async (answer, message) => {
    const prometheus = await serve(() => answer);
    const report = await readerOf(prometheus).read(ECHO, '24h', NOW);
    expect(report.columns).toEqual([]);
    expect(report.problem).toMatch(message);
    expect(report.problem).toContain(prometheus.url);
  });

  it('gives up when there is no answer in time', async () => {
    const prometheus = await serve(() => 'silence');
    const reader = readerOf({ ...prometheus, timeoutMs: 200 });
    const { problem } = await reader.read(ECHO, '24h', NOW);
    expect(problem).toMatch(/no answer within 0\.2 sec/);
  });

  it('is one problem when nobody is there', async () => {
    const prometheus = await startPrometheus(() => matrix());
    await prometheus.stop();
    const { problem } = await readerOf(prometheus).read(ECHO, '24h', NOW);
    expect(problem).toMatch(/ECONNREFUSED/);
  });

  it('asks again only when there may be something new', async () => {
    const prometheus = await serve(({ end }) =>
      matrix({ metric, values: [[end, '1']] }),
    );
    const reader = readerOf(prometheus);
    const [first, together] = await Promise.all([
      reader.read(ECHO, '24h', NOW),
      reader.read(ECHO, '24h', NOW + 1),
    ]);
    expect(together).toBe(first);
    expect(await reader.read(ECHO, '24h', NOW + 59_000)).toBe(first);
    expect(prometheus.asked).toHaveLength(4);
    await reader.read(ECHO, '7d', NOW + 59_000);
    expect(prometheus.asked).toHaveLength(8);
    const later = await reader.read(ECHO, '24h', NOW + 60_000);
    expect(later.from).toBe(first.from + 60_000);
    expect(prometheus.asked).toHaveLength(12);
  });

  it('asks sooner again after a failure', async () => {
    const prometheus = await serve(() => ({ status: 503, body: '' }));
    const reader = readerOf(prometheus);
    const failed = await reader.read(ECHO, '24h', NOW);
    expect(await reader.read(ECHO, '24h', NOW + 9_000)).toBe(failed);
    prometheus.answer(({ end }) => matrix({ metric, values: [[end, '1']] }));
    const better = await reader.read(ECHO, '24h', NOW + 10_000);
    expect(better).not.toHaveProperty('problem');
  });

  it('says who asks, by what stands in a file now', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'nats-history-'));
    try {
      const path = join(directory, 'token');
      const prometheus = await serve(() => matrix());
      const reader = readerOf({
        ...prometheus,
        login: { kind: 'tokenFile', path },
      });
      const { problem } = await reader.read(ECHO, '6h', NOW);
      expect(problem).toMatch(/ENOENT/);
      for (const token of ['one', 'two']) {
        await writeFile(path, `${token}\n`);
        await reader.read({ kind: 'stream', stream: token }, '24h', NOW);
        expect(prometheus.asked.pop()?.authorization).toBe(`Bearer ${token}`);
      }
      const withPassword = readerOf({
        ...prometheus,
        login: { kind: 'password', user: 'a', password: 'b' },
      });
      await withPassword.read(ECHO, '24h', NOW);
      expect(prometheus.asked.pop()?.authorization).toBe('Basic YTpi');
      const withToken = readerOf({
        ...prometheus,
        login: { kind: 'token', token: 'hunter2' },
      });
      prometheus.answer(() => ({ status: 403, body: '' }));
      const refused = await withToken.read(ECHO, '24h', NOW);
      expect(prometheus.asked.pop()?.authorization).toBe('Bearer hunter2');
      expect(JSON.stringify(refused)).not.toContain('hunter2');
    } finally {
      await rm(directory, { recursive: true });
    }
  });

  it('trusts the authority that is configured, and no other', async () => {
    const authority = await createCertificateAuthority();
    const { certificate, privateKey } = await issueCertificate(authority, {
      hosts: ['127.0.0.1'],
    });
    const prometheus = await serve(
      ({ end }) => matrix({ metric, values: [[end, '1']] }),
      { cert: certificate, key: privateKey },
    );
    const trusting = readerOf({
      ...prometheus,
      tls: { ca: authority.certificate },
    });
    expect(await trusting.read(ECHO, '24h', NOW)).not.toHaveProperty('problem');
    const strange = await readerOf(prometheus).read(ECHO, '24h', NOW);
    expect(strange.problem).toMatch(/certificate/);
  });
});
