import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ToggleButton } from '@backstage/ui';
import { VerdictLevel } from '@nats-portal/plugin-nats-common';
import { useFormats } from '../../hooks/useFormats';
import { LEVELS } from '../../status/filterByVerdict';
import { natsTranslationRef } from '../../translation';
import { VerdictIcon } from '../status/VerdictMark';
import styles from './VerdictFilter.module.css';

/** How many there are of each level; pressing one shows only those. */
export function VerdictFilter(props: {
  counts: Record<VerdictLevel, number>;
  chosen: ReadonlySet<VerdictLevel>;
  onChange(chosen: ReadonlySet<VerdictLevel>): void;
}) {
  const { counts, chosen, onChange } = props;
  const { t } = useTranslationRef(natsTranslationRef);
  const formats = useFormats();
  return (
    <div role="group" aria-label={t('filter.verdict')} className={styles.root}>
      {LEVELS.filter(level => counts[level] > 0 || chosen.has(level)).map(
        level => (
          <ToggleButton
            key={level}
            className={styles.level}
            isSelected={chosen.has(level)}
            onChange={selected =>
              onChange(
                new Set(
                  LEVELS.filter(other =>
                    other === level ? selected : chosen.has(other),
                  ),
                ),
              )
            }
            iconStart={<VerdictIcon level={level} />}
          >
            {`${formats.count(counts[level])} ${t(`level.${level}`)}`}
          </ToggleButton>
        ),
      )}
    </div>
  );
}
