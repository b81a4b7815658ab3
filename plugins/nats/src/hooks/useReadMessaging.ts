import { useApi } from '@backstage/frontend-plugin-api';
import {
  MessagingReading,
  ReadMessagingRequest,
} from '@nats-portal/plugin-nats-common';
import { natsApiRef } from '../api/NatsApi';
import { Answer, useAnswer } from './useAnswer';

/** Asks what a text says, as it is typed. */
export function useReadMessaging(
  request: ReadMessagingRequest | undefined,
): Answer<MessagingReading> {
  const natsApi = useApi(natsApiRef);
  return useAnswer(request, (body, options) =>
    natsApi.readMessaging(body, options),
  );
}
