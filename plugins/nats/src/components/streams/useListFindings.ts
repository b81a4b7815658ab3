import { Finding } from '@nats-portal/plugin-nats-common';
import { useMemo } from 'react';
import { useMessagingPlan } from '../../hooks/useMessagingPlan';
import { useRepositoryPreview } from '../../hooks/useRepositoryPreview';
import { toPlanRequest } from '../../preview/toPlanRequest';
import { toPreviewRequest } from '../../preview/toPreviewRequest';
import { listFindings, ListName } from './listFindings';

const NONE: Finding[] = [];

/**
 * What the backend finds about one list of a form: with what is known of the cluster or of
 * the broker that the form names, and nothing before it names one.
 *
 * @param list - nothing is asked where it is absent, nor while it is empty
 */
export function useListFindings(
  list: ListName | undefined,
  form: Readonly<Record<string, unknown>>,
): Finding[] {
  const items = list && form[list];
  const isAsked = Array.isArray(items) && items.length > 0;
  const preview = isAsked ? toPreviewRequest(form) : undefined;
  const plan = isAsked && !preview ? toPlanRequest(form) : undefined;
  const previewed = useRepositoryPreview(preview);
  const planned = useMessagingPlan(plan);
  const { findings = NONE } = (preview ? previewed : planned).value ?? {};
  return useMemo(
    () => (list ? listFindings(findings, list, form) : NONE),
    [findings, list, form],
  );
}
