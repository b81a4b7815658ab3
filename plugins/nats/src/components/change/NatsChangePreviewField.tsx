import { useChangePreview } from '../../hooks/useChangePreview';
import { toChangePreviewRequest } from '../../preview/toChangePreviewRequest';
import { ChangePreviewView } from './ChangePreviewView';
import { CurrentSettings } from './CurrentSettings';

/** The part of a scaffolder field's properties that the preview reads. */
export interface NatsChangePreviewFieldProps {
  /** The scaffolder puts the values of all pages here. */
  formContext?: { formData?: Record<string, unknown> };
  /** `ui:options: { show: settings }` shows the settings alone, for pages on which they are changed. */
  uiSchema?: object;
}

function showsSettings(uiSchema: object = {}): boolean {
  const options = Object.entries(uiSchema).find(
    ([key]) => key === 'ui:options',
  )?.[1];
  return options?.show === 'settings';
}

/** A field that takes no value: it shows what the change would be and do so far. */
export function NatsChangePreviewField(props: NatsChangePreviewFieldProps) {
  const { formContext, uiSchema } = props;
  const answer = useChangePreview(
    toChangePreviewRequest(formContext?.formData ?? {}),
  );
  return showsSettings(uiSchema) ? (
    <CurrentSettings answer={answer} />
  ) : (
    <ChangePreviewView answer={answer} />
  );
}
