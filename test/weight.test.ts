import { build, Metafile } from 'esbuild';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

const plugin = resolve(__dirname, '..', 'plugins', 'nats');

/** Bytes that the plugin may add to the first load of an entity page, gzipped and without charts. */
const MOST = 60_000;

/** Its style sheet is a kilobyte and stands with the others. */
const LIBRARY = /uplot\/.*js$/im;

/** What an entity page loads: the plugin itself, its card, and its tab. */
const ENTITY_PAGE = [
  'src/index.ts',
  'src/components/card/RoutedEntityCard.tsx',
  'src/components/content/NatsEntityContent.tsx',
];

/** The files that these entry points load at once, without what is fetched later. */
function loadedAtOnce(
  { outputs }: Metafile,
  entryPoints: readonly string[],
): Set<string> {
  const files = new Set<string>();
  const visit = (file: string) => {
    if (!files.has(file)) {
      files.add(file);
      const { imports, cssBundle } = outputs[file];
      imports
        .filter(({ kind, external }) => kind !== 'dynamic-import' && !external)
        .forEach(({ path }) => visit(path));
      if (cssBundle) {
        files.add(cssBundle);
      }
    }
  };
  Object.entries(outputs)
    .filter(([, { entryPoint = '' }]) => entryPoints.includes(entryPoint))
    .forEach(([file]) => visit(file));
  return files;
}

describe('the weight of the frontend plugin', () => {
  let metafile: Metafile;
  let sizes: Map<string, number>;

  beforeAll(async () => {
    const result = await build({
      absWorkingDir: plugin,
      entryPoints: ['src/index.ts'],
      bundle: true,
      splitting: true,
      format: 'esm',
      minify: true,
      jsx: 'automatic',
      outdir: 'dist',
      write: false,
      metafile: true,
      logLevel: 'error',
      loader: { '.css': 'local-css' },
      define: { 'process.env.NODE_ENV': '"production"' },
      // What every Backstage app has already.
      external: ['react', 'react-dom', 'react/*', '@backstage/*'],
    });
    metafile = result.metafile;
    sizes = new Map(
      result.outputFiles.map(({ path, contents }) => [
        path.slice(plugin.length + 1),
        gzipSync(contents).length,
      ]),
    );
  });

  const weightOf = (files: Iterable<string>) =>
    [...files].reduce((sum, file) => sum + (sizes.get(file) ?? NaN), 0);

  it('adds at most 60 kB to the first load of an entity page', () => {
    const weight = weightOf(loadedAtOnce(metafile, ENTITY_PAGE));
    expect(weight).toBeGreaterThan(5_000);
    expect(weight).toBeLessThanOrEqual(MOST);
  });

  it('loads next to nothing before anything of it is shown', () => {
    const weight = weightOf(loadedAtOnce(metafile, ['src/index.ts']));
    expect(weight).toBeLessThanOrEqual(MOST / 4);
  });

  it('fetches the library that draws with the first chart only', () => {
    const inputs = [...loadedAtOnce(metafile, ENTITY_PAGE)].flatMap(file =>
      Object.keys(metafile.outputs[file].inputs),
    );
    expect(inputs.join('\n')).not.toMatch(LIBRARY);
    const all = Object.values(metafile.outputs).flatMap(({ inputs: of }) =>
      Object.keys(of),
    );
    expect(all.join('\n')).toMatch(LIBRARY);
  });
});
