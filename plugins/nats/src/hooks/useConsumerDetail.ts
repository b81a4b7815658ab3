import { useApi } from '@backstage/frontend-plugin-api';
import { ConsumerDetail } from '@nats-portal/plugin-nats-common';
import { ConsumerAddress, natsApiRef } from '../api/NatsApi';
import { Polled, usePolling } from './usePolling';
import { usePollingMessages } from './usePollingMessages';

const DEFAULT_DELAY_MS = 5_000;
const MIN_DELAY_MS = 2_000;

function delayOf(detail: ConsumerDetail | undefined): number {
  return detail
    ? Math.max(MIN_DELAY_MS, detail.intervalSeconds * 1000)
    : DEFAULT_DELAY_MS;
}

/** Everything that is known of a consumer, refreshed as often as its broker is sampled. */
export function useConsumerDetail(
  address: ConsumerAddress,
): Polled<ConsumerDetail> {
  const natsApi = useApi(natsApiRef);
  const { broker, account, stream, consumer, entityRef } = address;
  return usePolling({
    key: JSON.stringify([broker, account, stream, consumer, entityRef]),
    load: signal => natsApi.getConsumer(address, { signal }),
    delayOf,
    messages: usePollingMessages(),
  });
}
