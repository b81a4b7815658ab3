import { useRepositoryPreview } from '../../hooks/useRepositoryPreview';
import { toPreviewRequest } from '../../preview/toPreviewRequest';
import { RepositoryPreviewView } from './RepositoryPreviewView';

/** The part of a scaffolder field's properties that the preview reads. */
export interface NatsPreviewFieldProps {
  /** The scaffolder puts the values of all pages here. */
  formContext?: { formData?: Record<string, unknown> };
}

/** A field that takes no value: it shows what the form would generate so far. */
export function NatsPreviewField(props: NatsPreviewFieldProps) {
  const form = props.formContext?.formData ?? {};
  const request = toPreviewRequest(form);
  return (
    <RepositoryPreviewView state={useRepositoryPreview(request)} form={form} />
  );
}
