import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonIcon, Text } from '@backstage/ui';
import { RiHistoryLine, RiRefreshLine } from '@remixicon/react';
import { useEffect, useState } from 'react';
import { useFormats } from '../../hooks/useFormats';
import { Polled } from '../../hooks/usePolling';
import { toProblem } from '../../status/toProblem';
import { natsTranslationRef } from '../../translation';
import styles from './Freshness.module.css';

/** The time, anew every second while somebody needs it. */
function useNow(needed: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!needed) {
      return undefined;
    }
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [needed]);
  return now;
}

/**
 * How old the numbers are and why, where they are old; nothing where they are
 * fresh. It takes the same room either way.
 */
export function Freshness(props: { polled: Polled<unknown> }) {
  const { receivedAt, error } = props.polled;
  const { t } = useTranslationRef(natsTranslationRef);
  const formats = useFormats();
  const stale = error !== undefined && receivedAt !== undefined;
  const now = useNow(stale);
  const text = stale
    ? t('freshness.stale', {
        age: formats.duration((now - receivedAt) / 1000),
        message: toProblem(error).message,
      })
    : '';
  return (
    <Text variant="body-small" className={styles.root} title={text}>
      {stale && <RiHistoryLine size={14} aria-hidden="true" />}
      <span className={styles.text}>{text}</span>
    </Text>
  );
}

/** Asks now instead of waiting for the next turn. */
export function RefreshButton(props: { polled: Polled<unknown> }) {
  const { t } = useTranslationRef(natsTranslationRef);
  return (
    <ButtonIcon
      variant="tertiary"
      size="small"
      aria-label={t('refresh')}
      icon={<RiRefreshLine aria-hidden="true" />}
      onPress={props.polled.refresh}
    />
  );
}
