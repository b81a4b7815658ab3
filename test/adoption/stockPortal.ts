import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parse, stringify } from 'yaml';

const ROOT = resolve(__dirname, '../..');

/** What the backend has before anything of ours is added. */
const BACKEND_PACKAGES = [
  '@backstage/plugin-auth-backend',
  '@backstage/plugin-auth-backend-module-guest-provider',
  '@backstage/plugin-catalog-backend',
  '@backstage/plugin-catalog-backend-module-logs',
  '@backstage/plugin-catalog-backend-module-scaffolder-entity-model',
  '@backstage/plugin-scaffolder-backend',
];

/** What the app has, found by `app.packages: all`. */
const APP_PACKAGES = [
  '@backstage/plugin-auth',
  '@backstage/plugin-catalog',
  '@backstage/plugin-org',
  '@backstage/plugin-scaffolder',
  '@backstage/plugin-user-settings',
];

/** The query of an address that asks for the app of the former frontend system. */
export const LEGACY = '?legacy';

/** What stands in the README for the rest of a page. */
const REST = '{/* … */}';

const APP_LIBRARIES = [
  '@backstage/app-defaults',
  '@backstage/core-app-api',
  '@backstage/core-components',
  '@backstage/frontend-defaults',
  '@backstage/ui',
  '@material-ui/core',
  'react',
  'react-dom',
  'react-router-dom',
];

const CLI = ['@backstage/cli', '@backstage/cli-defaults'];

/** A component of a team; its annotations are a step of the README. */
const SHOP = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'shop' },
  spec: { type: 'service', owner: 'team-a', lifecycle: 'production' },
};

/** Packages of a portal, and the folder in the clone that declares each. */
export function stockPackages(): Record<string, string> {
  const from = (folder: string, names: string[]) =>
    Object.fromEntries(names.map(name => [name, join(ROOT, folder)]));
  return {
    ...from('.', CLI),
    ...from('plugins/nats-backend', [
      '@backstage/backend-defaults',
      'better-sqlite3',
      ...BACKEND_PACKAGES,
    ]),
    ...from('plugins/nats', [...APP_LIBRARIES, ...APP_PACKAGES]),
  };
}

function manifest(name: string, role: string, names: string[]): string {
  return JSON.stringify(
    {
      name,
      version: '0.0.0',
      private: true,
      backstage: { role },
      dependencies: Object.fromEntries(names.map(each => [each, '*'])),
    },
    undefined,
    2,
  );
}

/** The backend's `index.ts`, with what a step of the README adds. */
function backendSource(added: string): string {
  return [
    `import { createBackend } from '@backstage/backend-defaults';`,
    'const backend = createBackend();',
    ...BACKEND_PACKAGES.map(name => `backend.add(import('${name}'));`),
    added,
    'backend.start();',
  ].join('\n');
}

/** One bundle with an app of each frontend system; the address says which is wanted. */
const APP_SOURCE = `
import '@backstage/cli/asset-types';
import ReactDOM from 'react-dom/client';
import '@backstage/ui/css/styles.css';

const app = location.search === '${LEGACY}' ? import('./legacy') : import('./App');

app.then(({ default: root }) => {
  ReactDOM.createRoot(document.getElementById('root')!).render(root);
});
`;

const NEW_APP = `
import { createApp } from '@backstage/frontend-defaults';

export default createApp().createRoot();
`;

/** An app on `@backstage/core-plugin-api`, with what a step of the frontend's README adds. */
function legacyApp(entityPage: string): string {
  return `
import { createApp } from '@backstage/app-defaults';
import { AppRouter, FlatRoutes } from '@backstage/core-app-api';
import { SignInPage } from '@backstage/core-components';
import { CatalogEntityPage, CatalogIndexPage, EntityLayout, EntitySwitch } from '@backstage/plugin-catalog';
import { Grid } from '@material-ui/core';
import { Route } from 'react-router-dom';
${entityPage
  .replace(REST, '')
  .replace(
    REST,
    '<EntityLayout.Route path="/" title="Overview">{overviewContent}</EntityLayout.Route>',
  )}
const app = createApp({
  components: {
    SignInPage: props => <SignInPage {...props} providers={['guest']} />,
  },
});

const App = app.createRoot(
  <AppRouter>
    <FlatRoutes>
      <Route path="/catalog" element={<CatalogIndexPage />} />
      <Route path="/catalog/:namespace/:kind/:name" element={<CatalogEntityPage />}>
        {serviceEntityPage}
      </Route>
    </FlatRoutes>
  </AppRouter>,
);

export default <App />;
`;
}

const APP_PAGE = `<!DOCTYPE html>
<html lang="en">
  <head><title>Portal</title></head>
  <body><div id="root"></div></body>
</html>
`;

/** What `app-config.yaml` says before anything of ours is added. */
function stockConfig(ports: { app: number; backend: number }, folder: string) {
  const app = `http://localhost:${ports.app}`;
  const backend = `http://localhost:${ports.backend}`;
  return {
    app: {
      title: 'Portal',
      baseUrl: app,
      packages: 'all',
      extensions: [{ 'page:catalog': { config: { path: '/' } } }],
    },
    organization: { name: 'Example' },
    backend: {
      baseUrl: backend,
      listen: { port: ports.backend, host: '127.0.0.1' },
      cors: {
        origin: app,
        methods: ['GET', 'HEAD', 'PATCH', 'POST', 'PUT', 'DELETE'],
        credentials: true,
      },
      database: { client: 'better-sqlite3', connection: ':memory:' },
    },
    auth: {
      environment: 'development',
      providers: { guest: { userEntityRef: 'user:default/guest' } },
    },
    scaffolder: {},
    catalog: {
      locations: [
        { type: 'file', target: join(folder, 'catalog', 'catalog-info.yaml') },
      ],
    },
  };
}

/** What the steps of the README add. */
export interface AddedToPortal {
  /** Packages, by workspace. */
  packages: Record<string, string[]>;
  /** Lines of the backend's `index.ts`. */
  backendSource: string;
  /** Of `app-config.yaml`. */
  config: string;
  /** Of the component's `catalog-info.yaml`. */
  annotations: string;
  /** Of `EntityPage.tsx`. */
  entityPage: string;
}

/** As somebody adds a snippet to a file that is there. */
function merge(mine: unknown, added: unknown): unknown {
  if (Array.isArray(mine) && Array.isArray(added)) {
    return [...mine, ...added];
  }
  if (isObject(mine) && isObject(added)) {
    const keys = Object.keys({ ...mine, ...added });
    return Object.fromEntries(
      keys.map(key => [
        key,
        key in mine && key in added
          ? merge(mine[key], added[key])
          : mine[key] ?? added[key],
      ]),
    );
  }
  return added;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Writes a Backstage app and backend as `create-app` makes them, smaller, and
 * what the README adds.
 *
 * @param folder - an empty one
 */
export function writeStockPortal(
  folder: string,
  ports: { app: number; backend: number },
  added: AddedToPortal,
): void {
  const { packages } = added;
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const config = merge(stockConfig(ports, folder), parse(added.config));
  write('app-config.yaml', stringify(config));
  write(
    'catalog/catalog-info.yaml',
    stringify(merge(SHOP, parse(added.annotations))),
  );
  cpSync(join(ROOT, 'backstage.json'), join(folder, 'backstage.json'));
  write(
    'package.json',
    JSON.stringify({
      name: 'root',
      version: '0.0.0',
      private: true,
      workspaces: ['packages/*'],
      devDependencies: Object.fromEntries(CLI.map(name => [name, '*'])),
    }),
  );
  mkdirSync(join(folder, 'node_modules'));
  for (const workspace of ['app', 'backend']) {
    symlinkSync(
      join(folder, 'packages', workspace),
      join(folder, 'node_modules', workspace),
    );
  }
  write('packages/backend/src/index.ts', backendSource(added.backendSource));
  write(
    'packages/backend/package.json',
    manifest('backend', 'backend', [
      ...BACKEND_PACKAGES,
      ...packages['packages/backend'],
    ]),
  );
  write('packages/app/src/index.tsx', APP_SOURCE);
  write('packages/app/src/App.tsx', NEW_APP);
  write('packages/app/src/legacy.tsx', legacyApp(added.entityPage));
  write('packages/app/public/index.html', APP_PAGE);
  write(
    'packages/app/package.json',
    manifest('app', 'frontend', [
      ...APP_LIBRARIES,
      ...APP_PACKAGES,
      ...packages['packages/app'],
    ]),
  );
}
