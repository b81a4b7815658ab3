import { natsServerBinary } from '@nats-portal/plugin-nats-node/testUtils';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { JsonMap, withChartDefaults } from './ChartValues';
import {
  goldenFiles,
  goldenRepositories,
  manifestsIn,
} from './goldenRepositories';
import { issueSecrets } from './issueSecrets';
import { writeServerFiles } from './placeServer';
import { readRelease } from './readRelease';
import {
  formatNatsConfig,
  renderNatsConfig,
  serverEnvironment,
} from './renderNatsConfig';

jest.setTimeout(60_000);

const run = promisify(execFile);
const names = { releaseName: 'nats', namespace: 'messages' };

function rendered(values: JsonMap): JsonMap {
  return renderNatsConfig(withChartDefaults(values), names);
}

describe('renderNatsConfig, after the templates of the chart', () => {
  it('makes of the defaults one server without JetStream', () => {
    expect(rendered({})).toEqual({
      server_name: '<< $SERVER_NAME >>',
      lame_duck_grace_period: '10s',
      lame_duck_duration: '30s',
      pid_file: '/var/run/nats/nats.pid',
      port: 4222,
      http_port: 8222,
    });
  });

  it('makes of the values that were rendered with Helm what Helm made', () => {
    expect(
      rendered({
        config: {
          cluster: {
            enabled: true,
            replicas: 3,
            tls: { enabled: true, secretName: 'nats-route-tls' },
          },
          jetstream: {
            enabled: true,
            fileStore: { pvc: { enabled: true, size: '20Gi' } },
          },
          nats: {
            tls: {
              enabled: true,
              secretName: 'nats-server-tls',
              merge: { verify: true },
            },
          },
          monitor: { tls: { enabled: true } },
          merge: { max_payload: '<< 8MB >>' },
        },
        tlsCA: { enabled: true, secretName: 'nats-server-tls' },
      }),
    ).toMatchObject({
      https_port: 8222,
      max_payload: '<< 8MB >>',
      tls: {
        cert_file: '/etc/nats-certs/nats/tls.crt',
        key_file: '/etc/nats-certs/nats/tls.key',
        ca_file: '/etc/nats-ca-cert/ca.crt',
        verify: true,
      },
      cluster: {
        name: 'nats',
        port: 6222,
        no_advertise: true,
        routes: [
          'tls://nats-0.nats-headless:6222',
          'tls://nats-1.nats-headless:6222',
          'tls://nats-2.nats-headless:6222',
        ],
        tls: {
          cert_file: '/etc/nats-certs/cluster/tls.crt',
          key_file: '/etc/nats-certs/cluster/tls.key',
          ca_file: '/etc/nats-ca-cert/ca.crt',
        },
      },
      jetstream: {
        store_dir: '/data',
        max_file_store: '<< 20Gi >>',
        max_memory_store: 0,
      },
    });
  });

  it('names routes in full where that is asked for', () => {
    const cluster = {
      enabled: true,
      replicas: '1',
      routeURLs: { useFQDN: true, user: 'a', password: 'b' },
    };
    expect(rendered({ config: { cluster } }).cluster).toMatchObject({
      authorization: { user: 'a', password: 'b' },
      routes: [
        'nats://a:b@nats-0.nats-headless.messages.svc.cluster.local:6222',
      ],
    });
  });

  it('unquotes variables and sizes, and nothing else', () => {
    expect(
      formatNatsConfig({ a: '<< $A >>', b: '<< 8MB >>', c: '<<1>>', d: '8MB' }),
    ).toBe('{\n  "a": $A,\n  "b": 8MB,\n  "c": "<<1>>",\n  "d": "8MB"\n}');
  });

  it('refuses what it would render otherwise than Helm', () => {
    const patch = [{ op: 'remove', path: '/port' }];
    expect(() => rendered({ config: { patch } })).toThrow('config.patch');
    expect(() => rendered({ config: { merge: { $include: 'x' } } })).toThrow(
      'config.merge.$include',
    );
  });
});

describe('the configuration of a golden repository', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'nats-config-'));
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** As it is rendered, on this machine only in other folders. */
  async function configOf(name: string) {
    const manifests = manifestsIn(goldenFiles(name));
    const release = readRelease(manifests);
    const { values } = release;
    const { secrets } = await issueSecrets(manifests);
    const configFile = await writeServerFiles(
      release,
      secrets,
      join(folder, name),
    );
    return { configFile, env: serverEnvironment(values, release.names, 0) };
  }

  it.each(goldenRepositories())('of %s is taken by the server', async name => {
    const { configFile, env } = await configOf(name);
    const { stderr } = await run(
      natsServerBinary(),
      ['--config', configFile, '-t'],
      { env: { ...process.env, ...env } },
    );
    expect(stderr).toMatch(/configuration file .* is valid/);
  });

  it.each(['409Mi', '80%'])(
    'is not even read with GOMEMLIMIT %s, so the test sees that limit',
    async limit => {
      const { configFile, env } = await configOf('minicloud');
      await expect(
        run(natsServerBinary(), ['--config', configFile, '-t'], {
          env: { ...process.env, ...env, GOMEMLIMIT: limit },
        }),
      ).rejects.toThrow(/GOMEMLIMIT/);
    },
  );
});
