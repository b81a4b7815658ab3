/**
 * The NATS plugin for apps on `@backstage/core-plugin-api`.
 *
 * @packageDocumentation
 */
import {
  createApiFactory,
  createComponentExtension,
  createExternalRouteRef,
  createPlugin,
  createRoutableExtension,
  createRouteRef,
  discoveryApiRef,
  fetchApiRef,
  useRouteRef,
} from '@backstage/core-plugin-api';
import {
  createScaffolderFieldExtension,
  FieldExtensionComponent,
} from '@backstage/plugin-scaffolder-react';
import { natsApiRef } from './api/NatsApi';
import { NatsClient } from './api/NatsClient';
import { NatsPlanField } from './components/plan/NatsPlanField';
import { NatsChangePreviewField } from './components/change/NatsChangePreviewField';
import { NatsPreviewField } from './components/preview/NatsPreviewField';
import { NatsStreamsField } from './components/streams/NatsStreamsField';

export {
  natsApiRef,
  type ConsumerAddress,
  type ConsumerListRequest,
  type HistoryAddress,
  type ListRequest,
  type NatsApi,
  type NatsRequestOptions,
  type StreamAddress,
  type StreamListRequest,
} from './api/NatsApi';
export { isNatsAvailable } from './isNatsAvailable';
export { natsTranslationRef } from './translation';

const entityContentRouteRef = createRouteRef({ id: 'nats' });

const fleetRouteRef = createRouteRef({ id: 'nats.fleet' });

/** Optional, so that the card does without a link where the app has no tab. */
const allConsumersRouteRef = createExternalRouteRef({
  id: 'nats.all-consumers',
  optional: true,
  defaultTarget: 'nats.entityContent',
});

/**
 * The NATS plugin.
 *
 * @public
 */
export const natsPlugin = createPlugin({
  id: 'nats',
  apis: [
    createApiFactory({
      api: natsApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new NatsClient(deps),
    }),
  ],
  routes: { entityContent: entityContentRouteRef, root: fleetRouteRef },
  externalRoutes: { allConsumers: allConsumersRouteRef },
});

/**
 * The health of a broker and of the consumers that an entity names, as a card.
 *
 * @public
 */
export const EntityNatsCard = natsPlugin.provide(
  createComponentExtension({
    name: 'EntityNatsCard',
    component: {
      lazy: async () => {
        const { NatsEntityCard } = await import(
          './components/card/NatsEntityCard'
        );
        return function RoutedCard() {
          const href = useRouteRef(allConsumersRouteRef)?.();
          return <NatsEntityCard consumersHref={href} />;
        };
      },
    },
  }),
);

/**
 * Everything about the broker and the consumers that an entity names, as a tab.
 *
 * @public
 */
export const EntityNatsContent = natsPlugin.provide(
  createRoutableExtension({
    name: 'EntityNatsContent',
    mountPoint: entityContentRouteRef,
    component: async () => {
      const { NatsEntityContent } = await import(
        './components/content/NatsEntityContent'
      );
      return function Content() {
        return <NatsEntityContent />;
      };
    },
  }),
);

/**
 * All brokers, worst first, as a page.
 *
 * @public
 */
export const NatsFleetPage = natsPlugin.provide(
  createRoutableExtension({
    name: 'NatsFleetPage',
    mountPoint: fleetRouteRef,
    component: async () => {
      const { NatsFleetPage: Page } = await import(
        './components/fleet/NatsFleetPage'
      );
      return function PageWithHeader() {
        return <Page withHeader />;
      };
    },
  }),
);

/**
 * What React sees of a form field; its real props hold types that this package has no part in.
 *
 * @public
 */
export type FormFieldExtension = FieldExtensionComponent<unknown, unknown>;

/**
 * The form field `NatsPreview`: what a template will generate, as its form is filled in.
 *
 * @public
 */
export const NatsPreviewFieldExtension: FormFieldExtension = natsPlugin.provide(
  createScaffolderFieldExtension({
    name: 'NatsPreview',
    component: NatsPreviewField,
  }),
);

/**
 * The form field `NatsChangePreview`: what a change of a broker will be and do, as its form is filled in.
 *
 * @public
 */
export const NatsChangePreviewFieldExtension: FormFieldExtension =
  natsPlugin.provide(
    createScaffolderFieldExtension({
      name: 'NatsChangePreview',
      component: NatsChangePreviewField,
    }),
  );

/**
 * The form field `NatsStreams`: a list in whose items fields can be left blank.
 *
 * @public
 */
export const NatsStreamsFieldExtension: FormFieldExtension = natsPlugin.provide(
  createScaffolderFieldExtension({
    name: 'NatsStreams',
    component: NatsStreamsField,
  }),
);

/**
 * The form field `NatsPlan`: what applying streams and consumers will change on a broker.
 *
 * @public
 */
export const NatsPlanFieldExtension: FormFieldExtension = natsPlugin.provide(
  createScaffolderFieldExtension({
    name: 'NatsPlan',
    component: NatsPlanField,
  }),
);
