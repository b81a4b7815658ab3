import { FilterPredicate } from '@backstage/filter-predicates';
import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import {
  createFormField,
  FormFieldBlueprint,
} from '@backstage/plugin-scaffolder-react/alpha';
import { RiExchangeLine } from '@remixicon/react';
import { natsApiRef } from './api/NatsApi';
import { NatsClient } from './api/NatsClient';
import { BROKER_ANNOTATION } from './brokerAnnotation';
import { entityContentRouteRef, fleetRouteRef } from './routes';

/** A predicate and not a function, so that an app can replace it in its configuration. */
const namesBroker: FilterPredicate = {
  [`metadata.annotations.${BROKER_ANNOTATION}` as const]: { $exists: true },
};

const natsApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: natsApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new NatsClient(deps),
    }),
});

const brokerHealthCard = EntityCardBlueprint.make({
  name: 'broker-health',
  params: {
    type: 'info',
    filter: namesBroker,
    loader: async () => {
      const { RoutedEntityCard } = await import(
        './components/card/RoutedEntityCard'
      );
      return <RoutedEntityCard />;
    },
  },
});

const entityContent = EntityContentBlueprint.make({
  params: {
    path: 'nats',
    title: 'NATS',
    routeRef: entityContentRouteRef,
    filter: namesBroker,
    loader: async () => {
      const { NatsEntityContent } = await import(
        './components/content/NatsEntityContent'
      );
      return <NatsEntityContent />;
    },
  },
});

const fleetPage = PageBlueprint.make({
  params: {
    path: '/nats',
    title: 'NATS',
    icon: <RiExchangeLine />,
    routeRef: fleetRouteRef,
    loader: async () => {
      const { NatsFleetPage } = await import(
        './components/fleet/NatsFleetPage'
      );
      return <NatsFleetPage />;
    },
  },
});

const previewField = FormFieldBlueprint.make({
  name: 'preview',
  params: {
    field: async () => {
      const { NatsPreviewField } = await import(
        './components/preview/NatsPreviewField'
      );
      return createFormField({
        name: 'NatsPreview',
        component: NatsPreviewField,
      });
    },
  },
});

const streamsField = FormFieldBlueprint.make({
  name: 'streams',
  params: {
    field: async () => {
      const { NatsStreamsField } = await import(
        './components/streams/NatsStreamsField'
      );
      return createFormField({
        name: 'NatsStreams',
        component: NatsStreamsField,
      });
    },
  },
});

const changePreviewField = FormFieldBlueprint.make({
  name: 'change-preview',
  params: {
    field: async () => {
      const { NatsChangePreviewField } = await import(
        './components/change/NatsChangePreviewField'
      );
      return createFormField({
        name: 'NatsChangePreview',
        component: NatsChangePreviewField,
      });
    },
  },
});

const planField = FormFieldBlueprint.make({
  name: 'plan',
  params: {
    field: async () => {
      const { NatsPlanField } = await import('./components/plan/NatsPlanField');
      return createFormField({ name: 'NatsPlan', component: NatsPlanField });
    },
  },
});

/**
 * The NATS plugin: a card and a tab on the pages of entities that name a
 * broker, and the form fields `NatsPreview`, `NatsChangePreview`, `NatsStreams`
 * and `NatsPlan` for templates.
 *
 * @public
 */
export const natsPlugin = createFrontendPlugin({
  pluginId: 'nats',
  title: 'NATS',
  info: { packageJson: () => import('../package.json') },
  routes: { entityContent: entityContentRouteRef, root: fleetRouteRef },
  extensions: [
    natsApi,
    brokerHealthCard,
    entityContent,
    fleetPage,
    previewField,
    streamsField,
    planField,
    changePreviewField,
  ],
});
