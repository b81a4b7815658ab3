import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { useEffect, useMemo } from 'react';
import { natsTranslationRef } from '../../translation';
import { List } from './List';
import { LISTS } from './listFindings';
import { ListItem } from './ListItem';
import { PasteSpec } from './PasteSpec';
import { FieldErrors, toErrorSchema } from './toErrorSchema';
import { useListFindings } from './useListFindings';
import { withoutUndefined } from './withoutUndefined';

/** What a template may set under `ui:options`. */
export interface NatsStreamsOptions {
  /** What the list starts with. */
  initial?: unknown[];
  /** False where the list is a part of what is meant, so that it cannot be judged alone. */
  check?: boolean;
}

/** The properties that the scaffolder gives a field whose value is a list. */
export type NatsStreamsFieldProps = FieldExtensionComponentProps<
  unknown[],
  NatsStreamsOptions
>;

/** The messages of the form with what the backend finds, each at its field. */
function useErrorSchema(props: NatsStreamsFieldProps): FieldErrors {
  const { errorSchema, formContext, formData, name, schema, uiSchema } = props;
  const { t } = useTranslationRef(natsTranslationRef);
  const isChecked = uiSchema['ui:options']?.check !== false;
  const list = isChecked ? LISTS.find(known => known === name) : undefined;
  const context: Record<string, unknown> | undefined = formContext?.formData;
  const form = useMemo(
    () => ({ ...context, [name]: formData }),
    [context, name, formData],
  );
  const findings = useListFindings(list, form);
  return useMemo(
    () =>
      toErrorSchema(
        findings.map(({ severity, path, message }) => ({
          path: path.slice(name.length),
          text: severity === 'error' ? message : t('list.warning', { message }),
        })),
        schema,
        (errorSchema ?? {}) as FieldErrors,
      ),
    [errorSchema, findings, name, schema, t],
  );
}

/**
 * The form's own field for lists, drawn so that it fits a phone, with what is wrong at
 * each field, with a way to paste items, and with two differences that let people clear
 * a field of an item.
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
      globalUiOptions: { copyable: true, ...registry.globalUiOptions },
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

  const errorSchema = useErrorSchema(props);
  const list = LISTS.find(known => known === name);
  const { disabled, formData = [], readonly, schema } = props;

  // It chose this component; the list is to be drawn as one without it.
  const { 'ui:field': _field, ...ownUiSchema } = uiSchema;
  return (
    <>
      <ArrayField
        {...props}
        errorSchema={
          errorSchema as unknown as NatsStreamsFieldProps['errorSchema']
        }
        uiSchema={ownUiSchema}
        registry={ownRegistry}
        onChange={(value, ...rest) =>
          onChange(withoutUndefined(value), ...rest)
        }
      />
      {list && (
        <PasteSpec
          list={list}
          schema={schema}
          isDisabled={disabled || readonly}
          onItems={(items, how) =>
            onChange(how === 'add' ? [...formData, ...items] : items)
          }
        />
      )}
    </>
  );
}
