import { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { useEffect, useMemo } from 'react';
import { List } from './List';
import { ListItem } from './ListItem';
import { withoutUndefined } from './withoutUndefined';

/** What a template may set under `ui:options`. */
export interface NatsStreamsOptions {
  /** What the list starts with. */
  initial?: unknown[];
}

/** The properties that the scaffolder gives a field whose value is a list. */
export type NatsStreamsFieldProps = FieldExtensionComponentProps<
  unknown[],
  NatsStreamsOptions
>;

/**
 * The form's own field for lists, drawn so that it fits a phone, and with two
 * differences that let people clear a field of an item.
 *
 * What is cleared leaves no key behind. The form would keep the key with the
 * value `undefined`; to validate a page, the scaffolder guesses a schema for the
 * values of all other pages, and fails at it, so that no page can be left any more.
 *
 * What the list starts with stands in `ui:options.initial` and not in the
 * schema's `default`, from which the form would fill in at once what was cleared.
 */
export function NatsStreamsField(props: NatsStreamsFieldProps) {
  const { formContext, name, onChange, registry, uiSchema } = props;
  const { ArrayField } = registry.fields;
  const initial = uiSchema['ui:options']?.initial;
  const ownRegistry = useMemo(
    () => ({
      ...registry,
      templates: {
        ...registry.templates,
        ArrayFieldTemplate: List,
        ArrayFieldItemTemplate: ListItem,
      },
    }),
    [registry],
  );
  const untouched = formContext?.formData?.[name] === undefined;

  useEffect(() => {
    if (initial && untouched) {
      onChange(initial);
    }
    // Once, when the page is opened: an emptied list stays empty.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  // It chose this component; the list is to be drawn as one without it.
  const { 'ui:field': _field, ...ownUiSchema } = uiSchema;
  return (
    <ArrayField
      {...props}
      uiSchema={ownUiSchema}
      registry={ownRegistry}
      onChange={(value, ...rest) => onChange(withoutUndefined(value), ...rest)}
    />
  );
}
