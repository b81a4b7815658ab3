interface Schema {
  'ui:field'?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  dependencies?: Record<string, { oneOf: Schema[] }>;
}

/** Fields that show something and ask for nothing. */
const SHOWN = ['NatsPreview', 'NatsChangePreview'];

/** What a form asks for, as paths such as `streams[].consumers[].durableName`; lists and objects are there as what they hold. */
export function formFields(schema: Schema, path = ''): string[] {
  const { properties = {}, items, dependencies = {} } = schema;
  const below = [
    ...Object.entries(properties)
      .filter(([, field]) => !SHOWN.includes(field['ui:field'] ?? ''))
      .flatMap(([name, field]) =>
        formFields(field, path ? `${path}.${name}` : name),
      ),
    ...Object.values(dependencies).flatMap(({ oneOf }) =>
      oneOf.flatMap(choice => formFields(choice, path)),
    ),
    ...(items ? formFields(items, `${path}[]`) : []),
  ];
  const isLeaf = !schema.properties && !items;
  return [...new Set(isLeaf ? [path] : below)];
}

/** What a form was filled in with, by the same paths. */
export function filledFields(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) {
    return [...new Set(value.flatMap(item => filledFields(item, `${path}[]`)))];
  }
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, inner]) =>
      filledFields(inner, path ? `${path}.${key}` : key),
    );
  }
  return [path];
}
