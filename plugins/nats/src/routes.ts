import { createRouteRef } from '@backstage/frontend-plugin-api';

/** The page of all brokers. */
export const fleetRouteRef = createRouteRef();

/** The tab on the entity page. */
export const entityContentRouteRef = createRouteRef();
