import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { VerdictLevel } from '@nats-portal/plugin-nats-common';
import { useFormats } from '../../hooks/useFormats';
import { LEVELS } from '../../status/filterByVerdict';
import { natsTranslationRef } from '../../translation';
import { VerdictIcon } from '../status/VerdictMark';
import styles from './LevelCounts.module.css';

/** What nobody needs to look at. */
const QUIET: VerdictLevel[] = ['info', 'ok'];

function choose(counts: Record<VerdictLevel, number>, brief?: boolean) {
  const present = LEVELS.filter(level => counts[level] > 0);
  const troubled = present.filter(level => !QUIET.includes(level));
  return brief && troubled.length > 0 ? troubled : present;
}

/** How many there are of each level that there is, worst first. */
export function LevelCounts(props: {
  counts: Record<VerdictLevel, number>;
  /** Only what needs a look, where something does. */
  brief?: boolean;
}) {
  const { counts, brief } = props;
  const { t } = useTranslationRef(natsTranslationRef);
  const formats = useFormats();
  const shown = choose(counts, brief);
  if (shown.length === 0) {
    return <>{t('none')}</>;
  }
  return (
    <span className={styles.root} data-brief={brief === true}>
      {shown.map(level => (
        <span
          key={level}
          className={styles.level}
          title={t('fleet.count', {
            total: formats.count(counts[level]),
            level: t(`level.${level}`),
          })}
        >
          <VerdictIcon level={level} />
          {formats.count(counts[level])}
          <span className={styles.word}>{t(`level.${level}`)}</span>
        </span>
      ))}
    </span>
  );
}
