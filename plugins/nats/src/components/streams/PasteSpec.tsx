import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text, TextAreaField } from '@backstage/ui';
import { checkMessaging } from '@nats-portal/plugin-nats-common';
import { useMemo, useState } from 'react';
import { useFormats } from '../../hooks/useFormats';
import { natsTranslationRef } from '../../translation';
import { FindingList } from '../FindingList';
import { ListName, LISTS } from './listFindings';
import { fieldsBeside, toFormItem } from './toFormItem';
import styles from './lists.module.css';

/** A text that becomes items of a list. */
function PasteField(props: {
  list: ListName;
  schema: unknown;
  onItems(items: unknown[], how: 'add' | 'replace'): void;
  onClose(): void;
}) {
  const { list, schema, onItems, onClose } = props;
  const { t } = useTranslationRef(natsTranslationRef);
  const { count } = useFormats();
  const [text, setText] = useState('');
  const { spec, findings } = useMemo(
    () => checkMessaging(text.trim() ? text : { streams: [] }),
    [text],
  );
  const items = spec[list] ?? [];
  const wrong = findings.some(({ severity }) => severity === 'error');
  const others = LISTS.filter(
    other => other !== list && (spec[other] ?? []).length > 0,
  );
  const beside = fieldsBeside(items, schema);
  const take = (how: 'add' | 'replace') => {
    onItems(toFormItem(items, schema) as unknown[], how);
    onClose();
  };
  return (
    <section className={styles.paste} aria-label={t('paste.title')}>
      <TextAreaField
        label={t('paste.label')}
        description={t('paste.description')}
        rows={10}
        value={text}
        onChange={setText}
      />
      <FindingList findings={findings} form={spec} />
      <Text as="p" variant="body-small" role="status">
        {text.trim() &&
          [
            t('paste.found', {
              count: items.length,
              total: count(items.length),
            }),
            ...(beside.length > 0
              ? [t('paste.beside', { fields: beside.join(', ') })]
              : []),
            ...(others.length > 0
              ? [
                  t('paste.others', {
                    lists: others.map(other => t(`field.${other}`)).join(', '),
                  }),
                ]
              : []),
          ].join(' ')}
      </Text>
      <div className={styles.buttons}>
        <Button
          size="small"
          isDisabled={wrong || items.length === 0}
          onPress={() => take('add')}
        >
          {t('paste.add')}
        </Button>
        <Button
          size="small"
          variant="secondary"
          isDisabled={wrong || items.length === 0}
          onPress={() => take('replace')}
        >
          {t('paste.replace')}
        </Button>
        <Button size="small" variant="tertiary" onPress={onClose}>
          {t('paste.cancel')}
        </Button>
      </div>
    </section>
  );
}

/** Takes items of a list from a text that somebody has already. */
export function PasteSpec(props: {
  list: ListName;
  schema: unknown;
  isDisabled?: boolean;
  onItems(items: unknown[], how: 'add' | 'replace'): void;
}) {
  const { isDisabled, ...rest } = props;
  const { t } = useTranslationRef(natsTranslationRef);
  const [isOpen, setOpen] = useState(false);
  return isOpen ? (
    <PasteField {...rest} onClose={() => setOpen(false)} />
  ) : (
    <div className={styles.buttons}>
      <Button
        size="small"
        variant="secondary"
        isDisabled={isDisabled}
        onPress={() => setOpen(true)}
      >
        {t('paste.open')}
      </Button>
    </div>
  );
}
