import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { VerdictChange } from '@nats-portal/plugin-nats-common';
import { useFormats } from '../../hooks/useFormats';
import { natsTranslationRef } from '../../translation';
import { VerdictMark } from '../status/VerdictMark';
import styles from './VerdictChanges.module.css';

/** What a verdict turned into, newest first: what a chart marks, in words. */
export function VerdictChanges(props: { changes: readonly VerdictChange[] }) {
  const { t } = useTranslationRef(natsTranslationRef);
  const formats = useFormats();
  if (props.changes.length === 0) {
    return <Text>{t('chart.noChanges')}</Text>;
  }
  return (
    <ol className={styles.root} aria-label={t('chart.changes')}>
      {[...props.changes].reverse().map(change => (
        <li key={`${change.at} ${change.rule}`} className={styles.item}>
          <span>{formats.clock(change.at)}</span>
          <VerdictMark verdict={change} />
          <span className={styles.reason}>{change.reason}</span>
        </li>
      ))}
    </ol>
  );
}
