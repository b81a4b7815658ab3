import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { fieldParts } from '../preview/fieldParts';
import { natsTranslationRef } from '../translation';

const SEPARATOR = ' › ';

/**
 * Says what people know a field by, e.g. `Stream JOBS › Longest age`. A field
 * that the form does not have keeps the name that it has in the spec.
 *
 * @param form - what the form holds, for the names of streams and consumers
 */
export function useFieldLabel(form: unknown): (path: string) => string {
  const { t } = useTranslationRef(natsTranslationRef);
  // The names come from a path, so the compiler cannot know them.
  const translate = t as (key: string, options: object) => string;
  return path =>
    fieldParts(path, form)
      .map(({ kind, name }) =>
        translate(`field.${kind === 'field' ? name : kind}`, {
          name,
          defaultValue: name,
        }),
      )
      .join(SEPARATOR);
}
