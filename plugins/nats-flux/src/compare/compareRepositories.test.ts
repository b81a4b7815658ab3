import { stringify } from 'yaml';
import { generated } from '../__testUtils__/generated';
import {
  brokerRelease,
  clusterValues,
  idsOf,
  repository,
} from '../__testUtils__/repositories';
import { theSkeleton } from '../__testUtils__/theRepository';
import { RepositoryFiles } from '../RepositoryFile';
import { compareRepositories } from './compareRepositories';

/** The same files with something done to each text. */
function changed(
  files: ReadonlyMap<string, { content: string }>,
  change: (content: string, path: string) => string,
): RepositoryFiles {
  return new Map(
    [...files].map(([path, { content }]) => [
      path,
      { content: change(content, path) },
    ]),
  );
}

describe('compareRepositories', () => {
  it('finds nothing where nothing changed', async () => {
    const skeleton = await theSkeleton();
    expect(compareRepositories(skeleton, skeleton)).toEqual([]);
    expect(compareRepositories(await generated(), await generated())).toEqual(
      [],
    );
  });

  it('finds nothing in comments, white space and quotes', async () => {
    const skeleton = await theSkeleton();
    const bare = changed(skeleton, (content, path) =>
      path.endsWith('.yaml')
        ? content.replace(/^\s*#.*\n/gm, '').replace(/'/g, '"')
        : content,
    );
    expect(bare).not.toEqual(skeleton);
    expect(compareRepositories(skeleton, bare)).toEqual([]);
  });

  it('finds nothing in the order of keys', () => {
    const values = {
      config: {
        jetstream: { enabled: true },
        cluster: { replicas: 5, enabled: true },
      },
    };
    const other = {
      config: {
        cluster: { enabled: true, replicas: 5 },
        jetstream: { enabled: true },
      },
    };
    expect(
      compareRepositories(
        repository({ 'a.yaml': [brokerRelease(values)] }),
        repository({ 'a.yaml': [brokerRelease(other)] }),
      ),
    ).toEqual([]);
  });

  it('puts the worst first', () => {
    const found = compareRepositories(
      repository({ 'a.yaml': [brokerRelease(clusterValues())] }),
      repository({
        'a.yaml': [
          brokerRelease(
            clusterValues({ jetstream: { enabled: false }, merge: { a: 1 } }),
            { chart: { spec: { chart: 'nats', version: '2.15.1' } } },
          ),
        ],
      }),
    );
    expect(found.map(({ severity }) => severity)).toEqual([
      'error',
      'warning',
      'info',
    ]);
  });

  it('says which file cannot be read, and nothing of what it may hold', () => {
    const before = repository({ 'a.yaml': [brokerRelease(clusterValues())] });
    const after = repository({ 'a.yaml': 'a: [' });
    expect(idsOf(compareRepositories(before, after))).toEqual([
      'change-unreadable',
    ]);
    expect(compareRepositories(after, after)).toEqual([]);
  });

  it('counts only files that their kustomization.yaml names', () => {
    const state = (resources: string[]) =>
      repository({
        'nats/kustomization.yaml': [{ kind: 'Kustomization', resources }],
        'nats/release.yaml': [brokerRelease(clusterValues())],
        'other/kustomization.yaml': 'kind: Kustomization\n',
      });
    const listed = state(['./release.yaml']);
    expect(idsOf(compareRepositories(listed, state([])))).toEqual([
      'change-release-removed',
    ]);
    expect(compareRepositories(state(['release.yaml']), listed)).toEqual([]);
  });

  it('reads merge keys, lists of objects and JSON', () => {
    const plain = repository({ 'a.yaml': [brokerRelease(clusterValues())] });
    const listed = repository({
      'a.yaml': [{ kind: 'List', items: [brokerRelease(clusterValues())] }],
    });
    const json = repository({
      'a.yaml': JSON.stringify(brokerRelease(clusterValues())),
    });
    const merged = repository({
      'a.yaml': stringify(brokerRelease({ config: 1 })).replace(
        'config: 1',
        'x: &x { enabled: true }\n    config: { cluster: { <<: *x }, jetstream: *x }',
      ),
    });
    expect(compareRepositories(plain, listed)).toEqual([]);
    expect(compareRepositories(plain, json)).toEqual([]);
    expect(compareRepositories(plain, merged)).toEqual([]);
  });

  it.each([
    ['a circle', 'a: &a [*a]'],
    [
      'a bomb',
      `a: &a [x,x,x,x,x,x,x,x,x]\n${['b', 'c', 'd', 'e']
        .map((key, i) => `${key}: &${key} [${Array(9).fill(`*${'abcd'[i]}`)}]`)
        .join('\n')}`,
    ],
    [
      'a prototype',
      '__proto__: { kind: HelmRelease }\nkind: HelmRelease\nspec: { values: { __proto__: { config: 1 } } }',
    ],
    ['depth', `${'['.repeat(5000)}${']'.repeat(5000)}`],
    ['nothing', ''],
    ['a text', 'hello'],
  ])('survives %s', (_what, content) => {
    const files = repository({ 'a.yaml': content });
    expect(compareRepositories(files, files)).toEqual([]);
    expect(() => compareRepositories(repository({}), files)).not.toThrow();
    expect(() => compareRepositories(files, repository({}))).not.toThrow();
  });
});
