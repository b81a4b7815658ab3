import '@backstage/cli/asset-types';
import { createApp } from '@backstage/app-defaults';
import { AppRouter, FlatRoutes } from '@backstage/core-app-api';
import {
  AlertDisplay,
  OAuthRequestDialog,
  SignInPage,
} from '@backstage/core-components';
import { configApiRef, createApiFactory } from '@backstage/core-plugin-api';
import {
  ScmIntegrationsApi,
  scmIntegrationsApiRef,
} from '@backstage/integration-react';
import {
  CatalogEntityPage,
  CatalogIndexPage,
  catalogPlugin,
  EntityLayout,
} from '@backstage/plugin-catalog';
import { orgPlugin } from '@backstage/plugin-org';
import { ScaffolderPage, scaffolderPlugin } from '@backstage/plugin-scaffolder';
import { ScaffolderFieldExtensions } from '@backstage/plugin-scaffolder-react';
import ReactDOM from 'react-dom/client';
// The app brings the router; the plugin itself has none.
// eslint-disable-next-line @backstage/no-undeclared-imports
import { Route } from 'react-router-dom';
import {
  EntityNatsCard,
  EntityNatsContent,
  isNatsAvailable,
  NatsChangePreviewFieldExtension,
  NatsFleetPage,
  NatsPlanFieldExtension,
  natsPlugin,
  NatsPreviewFieldExtension,
  NatsStreamsFieldExtension,
} from '../../src/legacy';

// The rule keeps a plugin from styling the app around it; this is the app.
// eslint-disable-next-line @backstage/no-ui-css-imports-in-non-frontend
import '@backstage/ui/css/styles.css';

const app = createApp({
  plugins: [natsPlugin],
  apis: [
    createApiFactory({
      api: scmIntegrationsApiRef,
      deps: { configApi: configApiRef },
      factory: ({ configApi }) => ScmIntegrationsApi.fromConfig(configApi),
    }),
  ],
  components: {
    SignInPage: props => <SignInPage {...props} providers={['guest']} />,
  },
  bindRoutes({ bind }) {
    bind(catalogPlugin.externalRoutes, {
      createComponent: scaffolderPlugin.routes.root,
    });
    bind(orgPlugin.externalRoutes, {
      catalogIndex: catalogPlugin.routes.catalogIndex,
    });
    bind(natsPlugin.externalRoutes, {
      allConsumers: natsPlugin.routes.entityContent,
    });
  },
});

/** The card stands on every page, so that what it says without an annotation can be seen. */
const entityPage = (
  <EntityLayout>
    <EntityLayout.Route path="/" title="Overview">
      <EntityNatsCard />
    </EntityLayout.Route>
    <EntityLayout.Route path="/nats" title="NATS" if={isNatsAvailable}>
      <EntityNatsContent />
    </EntityLayout.Route>
  </EntityLayout>
);

const App = app.createRoot(
  <>
    <AlertDisplay />
    <OAuthRequestDialog />
    <AppRouter>
      <FlatRoutes>
        <Route path="/" element={<CatalogIndexPage />} />
        <Route
          path="/catalog/:namespace/:kind/:name"
          element={<CatalogEntityPage />}
        >
          {entityPage}
        </Route>
        <Route path="/create" element={<ScaffolderPage />}>
          <ScaffolderFieldExtensions>
            <NatsPreviewFieldExtension />
            <NatsChangePreviewFieldExtension />
            <NatsStreamsFieldExtension />
            <NatsPlanFieldExtension />
          </ScaffolderFieldExtensions>
        </Route>
        <Route path="/nats" element={<NatsFleetPage />} />
      </FlatRoutes>
    </AppRouter>
  </>,
);

ReactDOM.createRoot(document.getElementById('root')!).render(<App />);
