import { useApi } from '@backstage/frontend-plugin-api';
import {
  PreviewRequest,
  RepositoryPreview,
} from '@nats-portal/plugin-nats-common';
import { natsApiRef } from '../api/NatsApi';
import { Answer, useAnswer } from './useAnswer';

/** Asks for the preview of what a form holds. */
export function useRepositoryPreview(
  request: PreviewRequest | undefined,
): Answer<RepositoryPreview> {
  const natsApi = useApi(natsApiRef);
  return useAnswer(request, (body, options) =>
    natsApi.getPreview(body, options),
  );
}
