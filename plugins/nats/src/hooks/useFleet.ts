import { useApi } from '@backstage/frontend-plugin-api';
import { FleetStatus } from '@nats-portal/plugin-nats-common';
import { natsApiRef } from '../api/NatsApi';
import { Polled, usePolling } from './usePolling';
import { usePollingMessages } from './usePollingMessages';
import { useVerdictSignal } from './useVerdictSignal';

const MIN_DELAY_MS = 5_000;

/** As often as the broker that is sampled most often, and no more often than every 5 s. */
function delayOf(status: FleetStatus | undefined): number {
  const intervals = status?.brokers.map(
    ({ intervalSeconds }) => intervalSeconds * 1000,
  );
  return intervals?.length
    ? Math.max(MIN_DELAY_MS, Math.min(...intervals))
    : MIN_DELAY_MS;
}

/** All brokers and the consumers that most need a look. */
export function useFleet(): Polled<FleetStatus> {
  const natsApi = useApi(natsApiRef);
  const polled = usePolling({
    key: 'fleet',
    load: signal => natsApi.getFleet({ signal }),
    delayOf,
    messages: usePollingMessages(),
  });
  useVerdictSignal(polled.refresh);
  return polled;
}
