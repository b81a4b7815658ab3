import { createRouteRef } from '@backstage/frontend-plugin-api';

/** The tab on the entity page. */
export const entityContentRouteRef = createRouteRef();
