import { useRouteRef } from '@backstage/frontend-plugin-api';
import { entityContentRouteRef } from '../../routes';
import { NatsEntityCard } from './NatsEntityCard';

/** The card with a link to the tab, wherever the app has put it; without where it is disabled. */
export function RoutedEntityCard() {
  const href = useRouteRef(entityContentRouteRef)?.();
  return <NatsEntityCard consumersHref={href} />;
}
