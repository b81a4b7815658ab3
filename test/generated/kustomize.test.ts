import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, posix } from 'node:path';
import { promisify } from 'node:util';
import { parseAllDocuments } from 'yaml';
import {
  goldenFiles,
  goldenRepositories,
  Manifest,
  manifestsIn,
  specsOf,
} from './goldenRepositories';

jest.setTimeout(60_000);

const run = promisify(execFile);
const LIST = 'kustomization.yaml';
const FLUX_KUSTOMIZATION = 'apiVersion: kustomize.toolkit.fluxcd.io/';
/** What lies beside objects for the cluster and is none. */
const NOT_APPLIED = [LIST, 'catalog-info.yaml'];

/** The kustomize that the set-up found. */
function kustomize(): string {
  const path = process.env.KUSTOMIZE;
  if (!path) {
    throw new Error(
      process.env.KUSTOMIZE_MISSING ??
        'No kustomize: run npm test, which finds one, or set KUSTOMIZE to its path',
    );
  }
  return path;
}

const nameOf = ({ kind, metadata }: Manifest) => `${kind} ${metadata.name}`;

let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'nats-kustomize-'));
});

afterAll(() => rm(root, { recursive: true, force: true }));

async function written(name: string): Promise<string> {
  const folder = join(root, name);
  for (const [path, text] of goldenFiles(name)) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text, { mode: 0o755 });
  }
  return folder;
}

describe.each(goldenRepositories())('the repository %s', name => {
  const files = goldenFiles(name);
  const folders = [...files.keys()]
    .filter(path => posix.basename(path) === LIST)
    .map(path => posix.dirname(path));

  it('builds in each folder to the objects that are in it, in a namespace', async () => {
    const repository = await written(name);
    expect(folders).not.toEqual([]);
    for (const folder of folders) {
      const { stdout } = await run(kustomize(), [
        'build',
        join(repository, folder),
      ]);
      const built = parseAllDocuments(stdout).map(
        document => document.toJS() as Manifest,
      );
      const beside = manifestsIn(
        new Map(
          [...files].filter(
            ([path]) =>
              posix.dirname(path) === folder &&
              !NOT_APPLIED.includes(posix.basename(path)),
          ),
        ),
      );
      expect(built.map(nameOf).sort()).toEqual(beside.map(nameOf).sort());
      expect(
        built
          .filter(({ kind }) => kind !== 'Namespace')
          .filter(({ metadata }) => !metadata.namespace),
      ).toEqual([]);
    }
  });

  it('has one Flux Kustomization for each folder, beside its own', () => {
    const flux = [...files].filter(
      ([path, text]) =>
        posix.basename(path) !== LIST && text.includes(FLUX_KUSTOMIZATION),
    );
    const paths = specsOf<{ path: string }>(
      manifestsIn(new Map(flux)),
      'Kustomization',
    ).map(({ spec }) => posix.normalize(spec.path));
    const own = flux.map(([path]) => posix.dirname(path));
    expect(paths.sort()).toEqual(
      folders.filter(folder => !own.includes(folder)).sort(),
    );
  });
});

describe('scripts/validate.sh of a generated repository', () => {
  /** With kustomize and what every system has, whatever else is installed here. */
  async function validate(repository: string): Promise<string> {
    const bin = join(root, 'bin');
    await mkdir(bin, { recursive: true });
    await symlink(kustomize(), join(bin, 'kustomize')).catch(() => {});
    const { stdout } = await run(join(repository, 'scripts/validate.sh'), {
      env: { PATH: [bin, '/usr/bin', '/bin'].join(delimiter) },
    });
    return stdout;
  }

  it('finds everything right', async () => {
    const repository = await written('minicloud');
    const output = await validate(repository);
    for (const folder of ['jetstream', 'nats', 'workers']) {
      expect(output).toContain(`builds: ./${folder}\n`);
    }
  });

  it('finds a file that nothing applies', async () => {
    const repository = await written('bramble');
    await writeFile(join(repository, 'workers/forgotten.yaml'), 'kind: Secret');
    await expect(validate(repository)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('./workers/forgotten.yaml is not listed'),
    });
  });
});
