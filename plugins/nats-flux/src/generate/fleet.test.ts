import { posix } from 'node:path';
import { parse } from 'yaml';
import { generated, Loose, objectsIn } from '../__testUtils__/generated';
import { request } from '../__testUtils__/requests';
import { theDefaults, theSkeleton } from '../__testUtils__/theRepository';
import { lintRepository } from '../lint/lintRepository';
import { RepositoryFiles } from '../RepositoryFile';
import { GenerateRequest } from '../settings/GenerateRequest';
import { resolveSettings } from '../settings/resolveSettings';
import { repositoryFolder } from './repositoryFolder';

const fleet = (changes: Partial<GenerateRequest> = {}) =>
  generated({ cluster: 'minicloud', layout: 'fleet', ...changes });

const FLUX = 'clusters/minicloud/nats/nats.yaml';

/**
 * Files that a Kustomization of Flux applies of a folder without a list of its
 * own: all YAML below it, and of a folder with a kustomization.yaml what that
 * lists (scan of fluxcd/pkg/kustomize).
 */
function appliedOf(files: RepositoryFiles, folder: string): string[] {
  const list = files.get(`${folder}/kustomization.yaml`)?.content;
  if (list !== undefined) {
    return parse(list).resources.map((name: string) => `${folder}/${name}`);
  }
  const names = new Set(
    [...files.keys()].flatMap(path =>
      path.startsWith(`${folder}/`)
        ? [path.slice(folder.length + 1).split('/')[0]]
        : [],
    ),
  );
  return [...names].flatMap(name => {
    const path = `${folder}/${name}`;
    if (!files.has(path)) {
      return appliedOf(files, path);
    }
    return /\.ya?ml$/.test(name) ? [path] : [];
  });
}

describe('files for a fleet repository', () => {
  it('are all in the folder of the broker', async () => {
    const files = await fleet({ name: 'orders' });
    expect(files.size).toBeGreaterThan(15);
    for (const path of files.keys()) {
      expect(path).toMatch(/^clusters\/minicloud\/orders\//);
    }
  });

  it('are the same as in a repository of their own, but for how Flux finds them', async () => {
    const files = await fleet();
    const own = [...(await generated({ cluster: 'minicloud' }))].filter(
      ([path]) => !/^clusters\/|^\.github\/|^README/.test(path),
    );
    expect(own.length).toBeGreaterThan(10);
    for (const [path, { content }] of own) {
      expect(files.get(`clusters/minicloud/nats/${path}`)?.content).toBe(
        content,
      );
    }
  });

  it('have a path in each Flux Kustomization that is there', async () => {
    const files = await fleet({ name: 'orders' });
    const paths = objectsIn(files, 'clusters/minicloud/orders/nats.yaml').map(
      ({ spec }) => spec.path,
    );
    expect(paths).toEqual([
      './clusters/minicloud/orders/nats',
      './clusters/minicloud/orders/jetstream',
      './clusters/minicloud/orders/workers',
    ]);
    for (const path of paths) {
      expect(files.has(posix.normalize(`${path}/kustomization.yaml`))).toBe(
        true,
      );
    }
  });

  it('let a Flux that follows clusters/<cluster> apply its own objects and nothing else', async () => {
    const files = new Map([
      ...(await fleet()),
      ...(await fleet({ name: 'orders' })),
    ]);
    expect(appliedOf(files, 'clusters/minicloud')).toEqual([
      'clusters/minicloud/nats/nats.yaml',
      'clusters/minicloud/orders/nats.yaml',
    ]);
  });

  it('leave the workflow of a git host out, which the fleet has one of', async () => {
    const hidden = [...(await fleet()).keys()].filter(path =>
      path.includes('/.'),
    );
    expect(hidden).toEqual([]);
  });

  it('pass the checks', async () => {
    const findings = lintRepository(await fleet({ name: 'orders' }));
    const alone = lintRepository(await generated({ cluster: 'minicloud' }));
    expect(findings.map(({ id }) => id)).toEqual(alone.map(({ id }) => id));
    expect(findings.map(({ severity }) => severity)).not.toContain('error');
  });

  it('share nothing with those of another broker', async () => {
    const names = (files: RepositoryFiles, path: string) =>
      objectsIn(files, path).map(({ metadata }: Loose) => metadata.name);
    const nats = await fleet();
    const orders = await fleet({ name: 'orders' });
    const both = (file: string) => [
      ...names(nats, `clusters/minicloud/nats/${file}`),
      ...names(orders, `clusters/minicloud/orders/${file}`),
    ];
    for (const all of [
      [...nats.keys(), ...orders.keys()],
      both('nats.yaml'),
      both('catalog-info.yaml'),
    ]) {
      expect(new Set(all).size).toBe(all.length);
    }
  });

  it('keep a list that the skeleton has', async () => {
    const skeleton = new Map(await theSkeleton());
    const list = 'resources:\n  - nats.yaml\n  - more.yaml\n';
    skeleton.set('clusters/local/kustomization.yaml', { content: list });
    const files = await generated(
      { cluster: 'minicloud', layout: 'fleet' },
      skeleton,
    );
    expect(files.get('clusters/minicloud/nats/kustomization.yaml')).toEqual({
      content: list,
    });
  });
});

describe('the source that Flux reads them from', () => {
  const sourceOf = async (changes: Partial<GenerateRequest>) => {
    const [{ spec }] = objectsIn(await fleet(changes), FLUX);
    return spec.sourceRef;
  };

  it('is the one of flux bootstrap where nobody says otherwise', async () => {
    expect(await sourceOf({})).toEqual({
      kind: 'GitRepository',
      name: 'flux-system',
    });
    const { settings } = resolveSettings(
      request({ layout: 'fleet' }),
      theDefaults(),
    );
    expect(settings.origins.source).toBe('platform default');
  });

  it('is the one of the form', async () => {
    expect(
      await sourceOf({
        source: { kind: 'Bucket', name: 'fleet', namespace: 'flux-fleet' },
      }),
    ).toEqual({ kind: 'Bucket', name: 'fleet', namespace: 'flux-fleet' });
    expect(await sourceOf({ source: { name: 'fleet' } })).toEqual({
      kind: 'GitRepository',
      name: 'fleet',
    });
  });

  it.each([{}, { name: ' ' }, { kind: 'Bucket', name: '' } as const])(
    'counts as blank where the form says %j',
    async source => {
      expect((await sourceOf({ source })).name).toBe('flux-system');
    },
  );

  it('must be one that Flux can find', () => {
    const { findings } = resolveSettings(
      request({
        layout: 'elsewhere' as 'fleet',
        source: {
          kind: 'HelmRepository' as 'Bucket',
          name: 'no/name',
          namespace: 'a.b',
        },
      }),
      theDefaults(),
    );
    const errors = findings.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ id, path }) => `${id} at ${path}`)).toEqual([
      'settings-layout at layout',
      'settings-source at source.kind',
      'settings-source at source.name',
      'settings-source at source.namespace',
    ]);
  });
});

describe('repositoryFolder', () => {
  it('is the root of a repository of its own', () => {
    const placed = { cluster: 'a', name: 'b' };
    expect(repositoryFolder({ ...placed, layout: 'repository' })).toBe('.');
    expect(repositoryFolder({ ...placed, layout: 'fleet' })).toBe(
      'clusters/a/b',
    );
  });
});
