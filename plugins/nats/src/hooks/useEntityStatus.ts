import { parseEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { EntityStatus } from '@nats-portal/plugin-nats-common';
import { natsApiRef } from '../api/NatsApi';
import { Polled, usePolling } from './usePolling';
import { usePollingMessages } from './usePollingMessages';
import { useVerdictSignal } from './useVerdictSignal';

const DEFAULT_DELAY_MS = 5_000;
/** However often the backend samples, the browser has enough of it twice in four seconds. */
const MIN_DELAY_MS = 2_000;

function delayOf(status: EntityStatus | undefined): number {
  const seconds = status?.broker?.intervalSeconds;
  return seconds ? Math.max(MIN_DELAY_MS, seconds * 1000) : DEFAULT_DELAY_MS;
}

/**
 * The state of what an entity names, refreshed as often as the backend samples
 * its broker.
 *
 * @param entityRef - a full reference, e.g. `component:default/echo`
 */
export function useEntityStatus(entityRef: string): Polled<EntityStatus> {
  const natsApi = useApi(natsApiRef);
  const polled = usePolling({
    key: entityRef,
    load: signal =>
      natsApi.getEntityStatus(parseEntityRef(entityRef), { signal }),
    delayOf,
    messages: usePollingMessages(),
  });
  useVerdictSignal(polled.refresh, polled.data?.broker?.name);
  return polled;
}
