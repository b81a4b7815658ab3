import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text, TextAreaField } from '@backstage/ui';
import { MessagingSpec } from '@nats-portal/plugin-nats-common';
import { useState } from 'react';
import { useFormats } from '../../hooks/useFormats';
import { useReadMessaging } from '../../hooks/useReadMessaging';
import { toProblem } from '../../status/toProblem';
import { natsTranslationRef } from '../../translation';
import { FindingList } from '../FindingList';
import { ListName, LISTS } from './listFindings';
import { fieldsBeside, toFormItem } from './toFormItem';
import styles from './lists.module.css';

interface Wanted {
  list: ListName;
  /** Of the list. */
  schema: unknown;
  onItems(items: unknown[], how: 'add' | 'replace'): void;
}

/** What of a text the list would get, and what it would not. */
function Found(props: Omit<Wanted, 'onItems'> & { spec: MessagingSpec }) {
  const { list, schema, spec } = props;
  const { t } = useTranslationRef(natsTranslationRef);
  const { count } = useFormats();
  const items = spec[list] ?? [];
  const beside = fieldsBeside(items, schema);
  const others = LISTS.filter(
    other => other !== list && (spec[other] ?? []).length > 0,
  );
  return (
    <>
      {t('paste.found', { count: items.length, total: count(items.length) })}
      {beside.length > 0 &&
        ` ${t('paste.beside', { fields: beside.join(', ') })}`}
      {others.length > 0 &&
        ` ${t('paste.others', {
          lists: others.map(other => t(`field.${other}`)).join(', '),
        })}`}
    </>
  );
}

/** A text that becomes items of a list. */
function PasteField(props: Wanted & { onClose(): void }) {
  const { list, schema, onItems, onClose } = props;
  const { t } = useTranslationRef(natsTranslationRef);
  const [text, setText] = useState('');
  const { value, pending, error } = useReadMessaging(
    text.trim() ? { text } : undefined,
  );
  const spec = error ? undefined : value?.spec;
  const items: readonly unknown[] = spec?.[list] ?? [];
  const isDisabled = pending || items.length === 0;
  const take = (how: 'add' | 'replace') => {
    onItems(toFormItem(items, schema) as unknown[], how);
    onClose();
  };
  return (
    <section className={styles.paste} aria-label={t('paste.open')}>
      <TextAreaField
        label={t('paste.label')}
        description={t('paste.description')}
        rows={10}
        value={text}
        onChange={setText}
      />
      <FindingList findings={value?.findings ?? []} form={spec} />
      <Text as="p" variant="body-small" role="status">
        {error && t('paste.broken', { message: toProblem(error).message })}
        {spec && <Found list={list} schema={schema} spec={spec} />}
      </Text>
      <div className={styles.buttons}>
        <Button
          size="small"
          isDisabled={isDisabled}
          onPress={() => take('add')}
        >
          {t('paste.add')}
        </Button>
        <Button
          size="small"
          variant="secondary"
          isDisabled={isDisabled}
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
export function PasteSpec(props: Wanted & { isDisabled?: boolean }) {
  const { isDisabled, ...wanted } = props;
  const { t } = useTranslationRef(natsTranslationRef);
  const [isOpen, setOpen] = useState(false);
  return isOpen ? (
    <PasteField {...wanted} onClose={() => setOpen(false)} />
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
