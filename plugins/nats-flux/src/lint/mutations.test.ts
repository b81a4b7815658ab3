import {
  goldenFiles,
  goldenRepositories,
} from '../__testUtils__/goldenRepositories';
import { RepositoryFiles } from '../RepositoryFile';
import { mutationsOf } from './__testUtils__/mutationsOf';
import { UNSEEN } from './__testUtils__/unseenMutations';
import { lintRepository } from './lintRepository';
import { RepositoryFinding } from './RepositoryFinding';

/*
 * Every key and value of the golden repositories is taken away, misspelt and
 * changed, one at a time; lint has to notice, or the place is on the list of
 * those where it need not. A place that several repositories have is asked once.
 */

// A thousand repositories, each read anew.
jest.setTimeout(600_000);

/** Objects for the catalog, for Prometheus and Grafana; other tests hold them. */
const OTHERS = /^(?:Component|ConfigMap|PrometheusRule|Resource)$/;

/** A folder of a cluster or of a fleet, and the worker's name, make no other place. */
function placeOf(file: string): string {
  return file
    .replace(/^clusters\/.*\/(nats|workers|jetstream)\//, '$1/')
    .replace(/^clusters\/.*/, 'clusters')
    .replace(/^workers\/(?!kustomization).*/, 'workers/');
}

const keyOf = ({ id, file, path, message }: RepositoryFinding) =>
  [id, file, path, message].join(' ');

/** The base first: what the others have in common with it is asked of it. */
const repositories = ['minicloud', ...goldenRepositories()].map(
  (name): [string, RepositoryFiles] => [name, goldenFiles(name)],
);

const asked = new Set<string>();
const listed = new Set<RegExp>();

function unseenIn(name: string, files: RepositoryFiles): string[] {
  const told = new Set(lintRepository(files).map(keyOf));
  const unseen: string[] = [];
  for (const [file, { content }] of files) {
    if (!/\.yaml$/.test(file) || file.startsWith('.github/')) {
      continue;
    }
    const mutations = mutationsOf(content, ({ kind, object, path }) => {
      const key = [placeOf(file), object, kind, path].join(' ');
      const known = asked.has(key);
      asked.add(key);
      const entry = UNSEEN.find(({ places }) =>
        places.test(`${object} ${path}`),
      );
      if (entry) {
        listed.add(entry.places);
      }
      return !known && !OTHERS.test(object) && entry === undefined;
    });
    for (const { kind, object, path, content: broken } of mutations) {
      const after = new Map([...files, [file, { content: broken }]]);
      if (!lintRepository(after).some(each => !told.has(keyOf(each)))) {
        unseen.push(`${kind} ${object} ${path} in ${name}/${file}`);
      }
    }
  }
  return unseen;
}

describe('a mistake in a golden repository', () => {
  it.each(repositories)('is seen in %s, or known not to be', (name, files) => {
    expect(unseenIn(name, files)).toEqual([]);
  });

  it('was made in more than a thousand places, and in each that is listed', () => {
    expect(asked.size).toBeGreaterThan(1_000);
    expect(
      UNSEEN.filter(({ places }) => !listed.has(places)).map(each => each.why),
    ).toEqual([]);
  });
});
