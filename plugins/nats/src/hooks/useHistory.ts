import { useApi } from '@backstage/frontend-plugin-api';
import { LongHistory } from '@nats-portal/plugin-nats-common';
import { HistoryAddress, natsApiRef } from '../api/NatsApi';
import { Polled, usePolling } from './usePolling';
import { usePollingMessages } from './usePollingMessages';

/** Prometheus is asked for whole minutes. */
const LEAST_DELAY_MS = 60_000;

/** Days of a consumer, a stream or a broker's storage, from where they are kept. */
export function useHistory(address: HistoryAddress): Polled<LongHistory> {
  const natsApi = useApi(natsApiRef);
  return usePolling({
    key: JSON.stringify(address),
    load: signal => natsApi.getHistory(address, { signal }),
    delayOf: history =>
      Math.max(LEAST_DELAY_MS, (history?.stepSeconds ?? 0) * 1000),
    messages: usePollingMessages(),
  });
}
