import { useMessagingPlan } from '../../hooks/useMessagingPlan';
import { toPlanRequest } from '../../preview/toPlanRequest';
import { MessagingPlanView } from './MessagingPlanView';

/** The part of a scaffolder field's properties that the plan reads. */
export interface NatsPlanFieldProps {
  /** The scaffolder puts the values of all pages here. */
  formContext?: { formData?: Record<string, unknown> };
}

/** A field that takes no value: it shows what applying would do so far. */
export function NatsPlanField(props: NatsPlanFieldProps) {
  const request = toPlanRequest(props.formContext?.formData ?? {});
  return <MessagingPlanView answer={useMessagingPlan(request)} />;
}
