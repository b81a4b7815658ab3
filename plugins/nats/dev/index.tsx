import '@backstage/cli/asset-types';
import { createApp } from '@backstage/frontend-defaults';
import authPlugin from '@backstage/plugin-auth';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import orgPlugin from '@backstage/plugin-org/alpha';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import userSettingsPlugin from '@backstage/plugin-user-settings/alpha';
import ReactDOM from 'react-dom/client';
import natsPlugin from '../src';

// The rule keeps a plugin from styling the app around it; this is the app.
// eslint-disable-next-line @backstage/no-ui-css-imports-in-non-frontend
import '@backstage/ui/css/styles.css';

// The app's own sign-in page offers the guest; see auth.providers.guest in app-config.yaml.
const app = createApp({
  features: [
    authPlugin,
    catalogPlugin,
    natsPlugin,
    orgPlugin,
    scaffolderPlugin,
    userSettingsPlugin,
  ],
});

ReactDOM.createRoot(document.getElementById('root')!).render(app.createRoot());
