import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Select } from '@backstage/ui';
import { HISTORY_RANGES, HistoryRange } from '@nats-portal/plugin-nats-common';
import { natsTranslationRef } from '../../translation';
import styles from './History.module.css';

/** How far back somebody looks: the hour that is kept, or a range of Prometheus. */
export type ShownRange = '1h' | HistoryRange;

/** Chooses how far back to look. */
export function RangeChoice(props: {
  ranges?: readonly ShownRange[];
  chosen: ShownRange;
  onChange(range: ShownRange): void;
  isDisabled?: boolean;
}) {
  const { ranges = ['1h', ...HISTORY_RANGES], chosen } = props;
  const { t } = useTranslationRef(natsTranslationRef);
  return (
    <Select
      size="small"
      aria-label={t('history.range')}
      className={styles.choice}
      isDisabled={props.isDisabled}
      options={ranges.map(range => ({
        id: range,
        label: t(`history.last.${range}`),
      }))}
      value={chosen}
      onChange={value => {
        const range = ranges.find(known => known === value);
        if (range) {
          props.onChange(range);
        }
      }}
    />
  );
}
