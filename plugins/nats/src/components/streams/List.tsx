import { ComponentProps } from 'react';
import { ListItem } from './ListItem';
import { NatsStreamsFieldProps } from './NatsStreamsField';
import styles from './lists.module.css';

type Templates = NatsStreamsFieldProps['registry']['templates'];

/** A list of the form without a box around it, so that lists in lists keep their width. */
export function List(props: ComponentProps<Templates['ArrayFieldTemplate']>) {
  const { canAdd, disabled, readonly, idSchema, items, required } = props;
  const { onAddClick, registry, schema, title, uiSchema } = props;
  const {
    ArrayFieldTitleTemplate,
    ArrayFieldDescriptionTemplate,
    ButtonTemplates: { AddButton },
  } = registry.templates;
  const common = { idSchema, schema, uiSchema, registry };
  return (
    <div className={styles.list}>
      <ArrayFieldTitleTemplate {...common} title={title} required={required} />
      <ArrayFieldDescriptionTemplate
        {...common}
        description={schema.description}
      />
      {items.map(({ key, ...item }) => (
        <ListItem key={key} {...item} />
      ))}
      {canAdd && (
        <div className={styles.toolbar}>
          <AddButton
            uiSchema={uiSchema}
            registry={registry}
            disabled={disabled || readonly}
            onClick={onAddClick}
          />
        </div>
      )}
    </div>
  );
}
