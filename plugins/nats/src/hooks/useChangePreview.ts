import { useApi } from '@backstage/frontend-plugin-api';
import {
  ChangePreview,
  ChangePreviewRequest,
} from '@nats-portal/plugin-nats-common';
import { natsApiRef } from '../api/NatsApi';
import { Answer, useAnswer } from './useAnswer';

/** Asks what a change would be and do, as its form is filled in. */
export function useChangePreview(
  request: ChangePreviewRequest | undefined,
): Answer<ChangePreview> {
  const natsApi = useApi(natsApiRef);
  return useAnswer(request, (body, options) =>
    natsApi.getChangePreview(body, options),
  );
}
