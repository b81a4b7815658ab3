import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { VerdictLevel } from '@nats-portal/plugin-nats-common';
import { useFormats } from '../../hooks/useFormats';
import { LEVELS } from '../../status/filterByVerdict';
import { natsTranslationRef } from '../../translation';
import { VerdictIcon } from '../status/VerdictMark';

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
    <ToggleButtonGroup
      aria-label={t('filter.verdict')}
      selectionMode="multiple"
      selectedKeys={chosen}
      onSelectionChange={keys =>
        onChange(new Set(LEVELS.filter(level => keys.has(level))))
      }
    >
      {LEVELS.filter(level => counts[level] > 0 || chosen.has(level)).map(
        level => (
          <ToggleButton
            key={level}
            id={level}
            iconStart={<VerdictIcon level={level} />}
          >
            {`${formats.count(counts[level])} ${t(`level.${level}`)}`}
          </ToggleButton>
        ),
      )}
    </ToggleButtonGroup>
  );
}
