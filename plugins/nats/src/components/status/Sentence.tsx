import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text, VisuallyHidden } from '@backstage/ui';
import { VerdictLevel } from '@nats-portal/plugin-nats-common';
import { useEffect, useRef, useState } from 'react';
import { natsTranslationRef } from '../../translation';
import { VerdictIcon } from './VerdictMark';
import styles from './Sentence.module.css';

/**
 * The sentence that a view begins with. It is read out when what it judges is
 * judged otherwise, not with each new number in it.
 */
export function Sentence(props: {
  level: VerdictLevel;
  text: string;
  /** Another one means another verdict. */
  judged: string;
}) {
  const { level, text, judged } = props;
  const { t } = useTranslationRef(natsTranslationRef);
  const before = useRef(judged);
  const [announcement, setAnnouncement] = useState('');
  useEffect(() => {
    if (before.current !== judged) {
      before.current = judged;
      setAnnouncement(text);
    }
  }, [judged, text]);

  return (
    <div className={styles.root} data-level={level}>
      <VerdictIcon level={level} />
      <Text as="div" variant="body-medium" className={styles.text}>
        <VisuallyHidden>{t(`level.${level}`)}: </VisuallyHidden>
        {text}
      </Text>
      <VisuallyHidden aria-live="polite">{announcement}</VisuallyHidden>
    </div>
  );
}
