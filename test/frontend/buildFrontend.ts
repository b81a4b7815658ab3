import { build } from 'esbuild';
import { resolve } from 'node:path';

const plugin = resolve(__dirname, '..', '..', 'plugins', 'nats');

/** An app of the catalog and the plugin, on a backend of the same origin. */
const APP = `
  import { createApp } from '@backstage/frontend-defaults';
  import catalogPlugin from '@backstage/plugin-catalog/alpha';
  import '@backstage/ui/css/styles.css';
  import ReactDOM from 'react-dom/client';
  import natsPlugin from './src';

  const app = createApp({ features: [catalogPlugin, natsPlugin] });
  ReactDOM.createRoot(document.getElementById('root')).render(app.createRoot());
`;

/** With this the catalog writes lists into files, which no page does here; it needs parts of Node. */
const ABSENT = /^csv-stringify/;

/**
 * Builds an app with the plugin as it is used: minified, and with React as in production,
 * which is several times as fast as the one for developers.
 *
 * @param origin - where it and its backend are to be
 * @returns files by their paths, `/index.html` among them
 */
export async function buildFrontend(
  origin: string,
): Promise<Map<string, Uint8Array>> {
  const config = {
    app: { title: 'NATS', baseUrl: origin },
    backend: { baseUrl: origin },
  };
  const { outputFiles } = await build({
    absWorkingDir: plugin,
    stdin: { resolveDir: plugin, loader: 'tsx', contents: APP },
    entryNames: 'app',
    outdir: '/',
    write: false,
    bundle: true,
    splitting: true,
    format: 'esm',
    minify: true,
    jsx: 'automatic',
    logLevel: 'error',
    loader: {
      '.module.css': 'local-css',
      '.svg': 'dataurl',
      '.png': 'dataurl',
    },
    define: {
      'process.env.NODE_ENV': '"production"',
      'process.env.APP_CONFIG': JSON.stringify([
        { context: 'app', data: config },
      ]),
      'process.env': '{}',
      'process.platform': '"browser"',
      global: 'window',
    },
    plugins: [
      {
        name: 'absent',
        setup({ onResolve, onLoad }) {
          onResolve({ filter: ABSENT }, ({ path }) => ({
            path,
            namespace: 'absent',
          }));
          onLoad({ filter: /.*/, namespace: 'absent' }, () => ({
            contents: 'export default undefined;',
          }));
        },
      },
    ],
  });
  const files = new Map(
    outputFiles.map(({ path, contents }) => [path, contents]),
  );
  // Of what is loaded later the styles are separate files, which nothing would load.
  const styles = [...files.keys()]
    .filter(path => path.endsWith('.css'))
    .sort((a, b) => Number(b === '/app.css') - Number(a === '/app.css'))
    .map(path => `<link rel="stylesheet" href="${path}">`);
  const page = `<!doctype html><html lang="en"><head><title>NATS</title>${styles.join(
    '',
  )}</head><body><div id="root"></div><script type="module" src="/app.js"></script></body></html>`;
  return files.set('/index.html', Buffer.from(page));
}
