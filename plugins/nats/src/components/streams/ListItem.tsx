import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ComponentProps } from 'react';
import { natsTranslationRef } from '../../translation';
import { NatsStreamsFieldProps } from './NatsStreamsField';
import styles from './lists.module.css';

type Templates = NatsStreamsFieldProps['registry']['templates'];

/**
 * One item of a list with its buttons. The form's own puts them into a column
 * beside it, and a list in a list in a list is then narrower than its words on a phone.
 */
export function ListItem(
  props: ComponentProps<Templates['ArrayFieldItemTemplate']>,
) {
  const { children, disabled, readonly, index, registry, schema, uiSchema } =
    props;
  const { hasCopy, hasMoveDown, hasMoveUp, hasRemove, hasToolbar } = props;
  const { onCopyIndexClick, onDropIndexClick, onReorderClick } = props;
  const { CopyButton, MoveDownButton, MoveUpButton, RemoveButton } =
    registry.templates.ButtonTemplates;
  const locked = disabled || readonly;
  const common = { uiSchema, registry };
  const { t } = useTranslationRef(natsTranslationRef);
  const isObject = schema.type === 'object';
  return (
    <div
      className={isObject ? styles.item : styles.line}
      role={isObject ? 'group' : undefined}
      aria-label={
        isObject && schema.title
          ? t('list.item', { title: schema.title, number: `${index + 1}` })
          : undefined
      }
    >
      <div className={styles.content}>{children}</div>
      {hasToolbar && (
        <div className={styles.toolbar}>
          {(hasMoveUp || hasMoveDown) && (
            <>
              <MoveUpButton
                {...common}
                disabled={locked || !hasMoveUp}
                onClick={onReorderClick(index, index - 1)}
              />
              <MoveDownButton
                {...common}
                disabled={locked || !hasMoveDown}
                onClick={onReorderClick(index, index + 1)}
              />
            </>
          )}
          {hasCopy && isObject && (
            <CopyButton
              {...common}
              disabled={locked}
              onClick={onCopyIndexClick(index)}
            />
          )}
          {hasRemove && (
            <RemoveButton
              {...common}
              disabled={locked}
              onClick={onDropIndexClick(index)}
            />
          )}
        </div>
      )}
    </div>
  );
}
