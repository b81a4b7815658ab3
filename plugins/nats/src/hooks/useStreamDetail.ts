import { useApi } from '@backstage/frontend-plugin-api';
import { StreamDetail } from '@nats-portal/plugin-nats-common';
import { natsApiRef, StreamAddress } from '../api/NatsApi';
import { detailDelay } from './detailDelay';
import { Polled, usePolling } from './usePolling';
import { usePollingMessages } from './usePollingMessages';

/** Everything that is known of a stream, refreshed as often as its broker is sampled. */
export function useStreamDetail(address: StreamAddress): Polled<StreamDetail> {
  const natsApi = useApi(natsApiRef);
  const { broker, account, stream } = address;
  return usePolling<StreamDetail>({
    key: JSON.stringify([broker, account, stream]),
    load: signal => natsApi.getStream(address, { signal }),
    delayOf: detailDelay,
    messages: usePollingMessages(),
  });
}
