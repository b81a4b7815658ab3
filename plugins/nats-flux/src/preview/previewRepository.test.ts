import { RepositoryPreview } from '@nats-portal/plugin-nats-common';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { request } from '../__testUtils__/requests';
import { theDefaults, theSkeleton } from '../__testUtils__/theRepository';
import { GenerateRequest } from '../settings/GenerateRequest';
import { parsePlatformDefaults } from '../settings/parsePlatformDefaults';
import { resolveSettings } from '../settings/resolveSettings';
import { previewRepository } from './previewRepository';

const root = resolve(__dirname, '../../../..');

async function preview(
  changes: Partial<GenerateRequest> = {},
): Promise<RepositoryPreview> {
  return previewRepository(
    resolveSettings(request(changes), theDefaults()),
    await theSkeleton(),
  );
}

function setting(shown: RepositoryPreview, name: string) {
  return shown.settings.find(item => item.name === name);
}

describe('previewRepository', () => {
  it('shows each value with where it came from', async () => {
    const shown = await preview({ cluster: 'minicloud', cpu: '750m' });
    expect(setting(shown, 'cpu')).toEqual({
      name: 'cpu',
      value: '750m',
      origin: 'form',
    });
    expect(setting(shown, 'storageClass')).toEqual({
      name: 'storageClass',
      value: 'longhorn',
      origin: 'cluster default',
    });
    expect(setting(shown, 'servers')).toEqual({
      name: 'servers',
      value: '3',
      origin: 'platform default',
    });
    expect(setting(shown, 'issuer')).toMatchObject({
      value: '{ kind: ClusterIssuer, name: minicloud-ca }',
    });
  });

  it('shows the files that would be written, sorted', async () => {
    const { files } = await preview();
    const paths = files.map(({ path }) => path);
    expect(paths).toContain('nats/release.yaml');
    expect(paths).toEqual([...paths].sort((a, b) => a.localeCompare(b)));
  });

  it('counts the copies of buckets with those of streams', async () => {
    const copies = async (messaging: object) =>
      (await preview({ cluster: 'minicloud', messaging })).sums
        ?.copiesOfEachMessage;
    const one = { name: 'A', subjects: ['a'], maxAge: '1h', replicas: 1 };
    expect(await copies({ streams: [one] })).toBe(3);
    expect(
      await copies({ streams: [one], keyValues: [{ bucket: 'a', ttl: '1h' }] }),
    ).toBe(9);
    expect(
      await copies({
        streams: [],
        objectStores: [{ bucket: 'a', ttl: '1h', replicas: 2 }],
      }),
    ).toBe(6);
  });

  it('shows the files of buckets, and what is wrong with one', async () => {
    const { files } = await preview({
      messaging: { streams: [], keyValues: [{ bucket: 'a', ttl: '1h' }] },
    });
    expect(files.map(({ path }) => path)).toContain(
      'jetstream/key-values.yaml',
    );
    const { findings } = await preview({
      messaging: { streams: [], keyValues: [{ bucket: 'a', history: 65 }] },
    });
    expect(findings).toContainEqual(
      expect.objectContaining({
        id: 'js-kv-history',
        path: 'messaging.keyValues[0].history',
      }),
    );
  });

  it('multiplies the copies of the stream by those of the storage', async () => {
    const { sums } = await preview({ cluster: 'minicloud' });
    expect(sums).toEqual({
      streamReplicas: 3,
      storageCopies: 3,
      copiesOfEachMessage: 9,
      volumeBytes: 30 * 2 ** 30,
      // Three times server, reloader and exporter, and the tool pod.
      broker: {
        cpuMillicores: 3 * (500 + 20 + 20) + 10,
        memoryBytes: (3 * (512 + 32 + 64) + 32) * 2 ** 20,
      },
      workers: { cpuMillicores: 5 * 50, memoryBytes: 5 * 64 * 2 ** 20 },
      certificateSeconds: 90 * 86_400,
    });
  });

  it('counts no exporter where there is no Prometheus, and the authority apart', async () => {
    const { sums } = await preview({ cluster: 'bramble', layout: 'fleet' });
    expect(sums).toMatchObject({
      broker: { cpuMillicores: 3 * (250 + 20) + 10 },
      certificateSeconds: 90 * 86_400,
      authoritySeconds: 3650 * 86_400,
    });
  });

  it('takes the longest lifetime, and what cert-manager gives by default', async () => {
    const skeleton = new Map(await theSkeleton());
    const change = (path: string, from: string, to: string) =>
      skeleton.set(path, {
        content: skeleton.get(path)!.content.replaceAll(from, to),
      });
    change('nats/certificates.yaml', '  duration: 2160h\n', '');
    change('workers/echo-workers.yaml', 'duration: 2160h', 'duration: 4320h');
    const { sums } = previewRepository(
      resolveSettings(request(), theDefaults()),
      skeleton,
    );
    expect(sums?.certificateSeconds).toBe(180 * 86_400);
  });

  it('shows what is wrong in the files, with the place, after what is wrong in the form', async () => {
    const skeleton = new Map(await theSkeleton());
    const path = 'nats/release.yaml';
    skeleton.set(path, {
      content: skeleton
        .get(path)!
        .content.replace('podTemplate:', 'podTemplates:'),
    });
    const { findings, files } = previewRepository(
      resolveSettings(request(), theDefaults()),
      skeleton,
    );
    expect(findings[0]).toMatchObject({
      id: 'js-workqueue-gap',
      path: 'messaging.streams[0].subjects[0]',
    });
    expect(findings[1]).toMatchObject({
      id: 'values-unknown-key',
      severity: 'error',
      file: path,
      line: expect.any(Number),
      path: 'spec.values.podTemplates',
    });
    // Said once, of the form.
    expect(findings.filter(({ id }) => id === 'js-workqueue-gap')).toHaveLength(
      1,
    );
    expect(files.length).toBeGreaterThan(10);
  });

  it('says what KEDA would ask for at a few backlogs', async () => {
    const { workers } = await preview();
    expect(workers).toEqual([
      {
        stream: 'JOBS',
        consumer: 'echo-workers',
        replicas: [
          { backlog: 1, replicas: 1 },
          { backlog: 10, replicas: 1 },
          { backlog: 25, replicas: 3 },
          { backlog: 50, replicas: 5 },
          { backlog: 500, replicas: 5 },
        ],
      },
    ]);
  });

  it('shows settings and findings, and no file, while something is wrong', async () => {
    const shown = await preview({ storageSize: '1.5Gi', servers: 2 });
    expect(shown.files).toEqual([]);
    expect(shown.sums).toBeUndefined();
    expect(shown.findings.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['storageSize', 'servers']),
    );
    expect(setting(shown, 'storageSize')?.value).toBe('1.5Gi');
  });

  it('shows the example of docs/platform-teams.md', async () => {
    const defaults = parsePlatformDefaults(
      readFileSync(join(root, 'templates/defaults.yaml'), 'utf8').replace(
        /(minicloud:[\s\S]*?storageSize:) 10Gi/,
        '$1 20Gi',
      ),
      'defaults.yaml',
    );
    const skeleton = new Map(await theSkeleton());
    const release = skeleton.get('nats/release.yaml')!;
    skeleton.set('nats/release.yaml', {
      ...release,
      content: release.content.replace(
        /^(\s+)automountServiceAccountToken: false$/m,
        '$&\n$1# The store is only as fast as the disk under it.\n$1nodeSelector:\n$1  disk: fast',
      ),
    });
    const shown = previewRepository(
      resolveSettings(request({ cluster: 'minicloud' }), defaults),
      skeleton,
    );
    expect(setting(shown, 'storageSize')).toEqual({
      name: 'storageSize',
      value: '20Gi',
      origin: 'cluster default',
    });
    expect(shown.sums?.volumeBytes).toBe(60 * 2 ** 30);
    const file = shown.files.find(({ path }) => path === 'nats/release.yaml');
    expect(file?.content).toMatch(
      /# The store is only as fast as the disk under it\.\n\s+nodeSelector:\n\s+disk: fast/,
    );
  });
});
