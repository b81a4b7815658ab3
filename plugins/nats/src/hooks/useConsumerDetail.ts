import { useApi } from '@backstage/frontend-plugin-api';
import { ConsumerDetail } from '@nats-portal/plugin-nats-common';
import { ConsumerAddress, natsApiRef } from '../api/NatsApi';
import { detailDelay } from './detailDelay';
import { Polled, usePolling } from './usePolling';
import { usePollingMessages } from './usePollingMessages';

/** Everything that is known of a consumer, refreshed as often as its broker is sampled. */
export function useConsumerDetail(
  address: ConsumerAddress,
): Polled<ConsumerDetail> {
  const natsApi = useApi(natsApiRef);
  const { broker, account, stream, consumer, entityRef } = address;
  return usePolling<ConsumerDetail>({
    key: JSON.stringify([broker, account, stream, consumer, entityRef]),
    load: signal => natsApi.getConsumer(address, { signal }),
    delayOf: detailDelay,
    messages: usePollingMessages(),
  });
}
