import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Skeleton, Text, VisuallyHidden } from '@backstage/ui';
import { VerdictLevel } from '@nats-portal/plugin-nats-common';
import { useEffect, useRef, useState } from 'react';
import { natsTranslationRef } from '../../translation';
import { VerdictIcon } from './VerdictMark';
import styles from './Sentence.module.css';

/** Where a sentence stands. */
export type SentenceRoom = 'card' | 'page';

/**
 * The sentence that a view begins with. It is read out when what it judges is
 * judged otherwise, not with each new number in it.
 */
export function Sentence(props: {
  level: VerdictLevel;
  text: string;
  /** Another one means another verdict. */
  judged: string;
  /** For how long a sentence there is room; one of a card is cut there. */
  room: SentenceRoom;
}) {
  const { level, text, judged, room } = props;
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
    <div className={styles.room} data-room={room}>
      <div className={styles.root} data-level={level}>
        <VerdictIcon level={level} />
        <Text
          as="div"
          variant="body-medium"
          className={styles.text}
          title={room === 'card' ? text : undefined}
        >
          <VisuallyHidden>{t(`level.${level}`)}: </VisuallyHidden>
          {text}
        </Text>
        <VisuallyHidden aria-live="polite">{announcement}</VisuallyHidden>
      </div>
    </div>
  );
}

/** Takes the room of a {@link Sentence} that is on its way. */
export function SentenceSkeleton(props: { room: SentenceRoom }) {
  return (
    <div className={styles.room} data-room={props.room}>
      <div className={styles.root}>
        <Skeleton rounded width={16} height={16} />
        <div>
          <Skeleton width="100%" height={20} />
        </div>
      </div>
    </div>
  );
}
