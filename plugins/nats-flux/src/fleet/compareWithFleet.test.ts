import { generated } from '../__testUtils__/generated';
import { RepositoryFiles } from '../RepositoryFile';
import { GenerateRequest } from '../settings/GenerateRequest';
import { compareWithFleet } from './compareWithFleet';

const broker = (changes: Partial<GenerateRequest> = {}) =>
  generated({ cluster: 'minicloud', layout: 'fleet', ...changes });

const files = (texts: Record<string, string>): RepositoryFiles =>
  new Map(Object.entries(texts).map(([path, content]) => [path, { content }]));

const kustomization = (name: string) =>
  `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: { name: ${name}, namespace: flux-system }\n`;

describe('putting a broker into a fleet repository', () => {
  it('adds all its files where there is nothing of that name', async () => {
    const wanted = await broker();
    const comparison = compareWithFleet(
      files({
        'README.md': '# Fleet\n',
        'clusters/minicloud/flux-system/gotk-sync.yaml':
          kustomization('flux-system'),
        'clusters/minicloud/apps.yaml': kustomization('apps'),
      }),
      wanted,
    );
    expect(comparison).toEqual({
      added: [...wanted.keys()],
      changed: [],
      conflicts: [],
      hints: [],
    });
  });

  it('is no conflict beside another broker, or the same name on another cluster', async () => {
    const existing = new Map([
      ...(await broker({ name: 'orders' })),
      ...(await broker({ cluster: 'bramble' })),
    ]);
    expect(compareWithFleet(existing, await broker()).conflicts).toEqual([]);
  });

  it('changes nothing the second time', async () => {
    const again = compareWithFleet(await broker(), await broker());
    expect(again).toEqual({ added: [], changed: [], conflicts: [], hints: [] });
  });

  it('may change the same broker of the same owner', async () => {
    const { changed, conflicts } = compareWithFleet(
      await broker(),
      await broker({ servers: 5 }),
    );
    expect(changed).toContain('clusters/minicloud/nats/nats/release.yaml');
    expect(conflicts).toEqual([]);
  });

  it('may change what the same owner keeps of streams, and nobody else', () => {
    const kept = (owner: string, spec: string) =>
      files({
        'local/orders/catalog-info.yaml': `apiVersion: backstage.io/v1alpha1\nkind: Resource\nmetadata: { name: orders }\nspec: { type: nats-messaging, owner: ${owner} }\n`,
        'local/orders/messaging.yaml': spec,
      });
    const before = kept('group:default/team-a', 'streams: []\n');
    const changed = 'streams: [{ name: ORDERS }]\n';
    expect(
      compareWithFleet(before, kept('group:default/team-a', changed)),
    ).toMatchObject({
      changed: ['local/orders/messaging.yaml'],
      conflicts: [],
    });
    expect(
      compareWithFleet(before, kept('group:default/team-b', changed)).conflicts,
    ).toHaveLength(2);
  });

  it('names each file of somebody else that is in the way', async () => {
    const { conflicts, changed } = compareWithFleet(
      await broker(),
      await broker({ owner: 'group:default/team-b', servers: 5 }),
    );
    expect(changed.length).toBeGreaterThan(2);
    expect(conflicts).toHaveLength(changed.length);
    for (const [i, path] of changed.entries()) {
      expect(conflicts[i]).toContain(`${path}: is there already`);
    }
  });

  it('names files that are in the way and of no broker', async () => {
    const { conflicts } = compareWithFleet(
      files({ 'clusters/minicloud/nats/README.md': 'Ours, by hand' }),
      await broker(),
    );
    expect(conflicts).toEqual([
      expect.stringContaining('clusters/minicloud/nats/README.md: is there'),
    ]);
  });

  it('refuses a Flux Kustomization of a name that the cluster has already', async () => {
    const existing = {
      'clusters/minicloud/messaging.yaml': `${kustomization(
        'a',
      )}---\n${kustomization('nats-workers')}`,
      'clusters/bramble/messaging.yaml': kustomization('nats'),
      'clusters/minicloud/broken.yaml': 'a: [',
    };
    const { conflicts } = compareWithFleet(files(existing), await broker());
    expect(conflicts).toEqual([
      expect.stringMatching(
        /flux-system\/nats-workers is in clusters\/minicloud\/messaging.yaml already/,
      ),
    ]);
  });

  it('says where a list by hand has to name the folder', async () => {
    const list = 'clusters/minicloud/kustomization.yaml';
    const { hints } = compareWithFleet(
      files({ [list]: 'resources: [flux-system]\n' }),
      await broker(),
    );
    expect(hints).toEqual([expect.stringContaining(`${list} lists what Flux`)]);
    expect(
      compareWithFleet(
        files({ [list]: 'resources: [flux-system, ./nats/]\n' }),
        await broker(),
      ).hints,
    ).toEqual([]);
  });
});
