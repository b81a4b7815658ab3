import { useApi } from '@backstage/frontend-plugin-api';
import { PlanPreview, PlanRequest } from '@nats-portal/plugin-nats-common';
import { natsApiRef } from '../api/NatsApi';
import { Answer, useAnswer } from './useAnswer';

/** Asks what applying would do, as a form is filled in. */
export function useMessagingPlan(
  request: PlanRequest | undefined,
): Answer<PlanPreview> {
  const natsApi = useApi(natsApiRef);
  return useAnswer(request, (body, options) => natsApi.getPlan(body, options));
}
