import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text, VisuallyHidden } from '@backstage/ui';
import { useEffect, useRef, useState } from 'react';
import { useFormats } from '../../hooks/useFormats';
import { Summary } from '../../status/summarize';
import { natsTranslationRef } from '../../translation';
import { VerdictIcon } from './VerdictMark';
import styles from './StatusSentence.module.css';

function useSentence({ subject, name, verdict, consumers }: Summary): string {
  const { t } = useTranslationRef(natsTranslationRef);
  const formats = useFormats();
  const { reason, since } = verdict;
  const { ok, total } = consumers;
  const numbers = { ok: `${ok}`, total: `${total}` };
  const what =
    subject === 'consumer'
      ? t('sentence.consumer', { name, reason })
      : t('sentence.broker', { name, reason });
  const first =
    since === undefined || verdict.level === 'ok'
      ? what
      : `${what} ${t('sentence.since', { time: formats.moment(since) })}`;
  if (subject === 'all' && total > 0) {
    return `${t('sentence.allOk', { count: total, ...numbers })} ${first}`;
  }
  return total > 1
    ? `${first} ${t('sentence.share', { count: ok, ...numbers })}`
    : first;
}

/**
 * The sentence that every view begins with. It is read out when the verdict
 * changes, not with each new number in it.
 */
export function StatusSentence(props: { summary: Summary }) {
  const { summary } = props;
  const { subject, name, verdict } = summary;
  const { t } = useTranslationRef(natsTranslationRef);
  const sentence = useSentence(summary);
  const judged = [subject, name, verdict.level, verdict.rule].join(' ');
  const before = useRef(judged);
  const [announcement, setAnnouncement] = useState('');
  useEffect(() => {
    if (before.current !== judged) {
      before.current = judged;
      setAnnouncement(sentence);
    }
  }, [judged, sentence]);

  return (
    <div className={styles.root} data-level={verdict.level}>
      <VerdictIcon level={verdict.level} />
      <Text as="div" variant="body-medium" className={styles.text}>
        <VisuallyHidden>{t(`level.${verdict.level}`)}: </VisuallyHidden>
        {sentence}
      </Text>
      <VisuallyHidden aria-live="polite">{announcement}</VisuallyHidden>
    </div>
  );
}
