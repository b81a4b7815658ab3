import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Skeleton, Text } from '@backstage/ui';
import { lazy, Suspense, useState } from 'react';
import { useFormats } from '../../hooks/useFormats';
import { natsTranslationRef } from '../../translation';
import { ChartSeries, TimeMark, TimeRange } from './ChartData';
import styles from './ChartPanel.module.css';

// The library that draws is fetched when there is something to draw.
const TimeChart = lazy(async () => ({
  default: (await import('./TimeChart')).TimeChart,
}));

const DASHES = { solid: undefined, dashed: '5 3', dotted: '2 2' };

/** A chart with its heading and, under the pointer or at the end, its values. */
export function ChartPanel(props: {
  title: string;
  times: readonly number[];
  series: readonly ChartSeries[];
  marks?: readonly TimeMark[];
  range?: TimeRange;
  onRange(range: TimeRange): void;
  height: number;
  /** Exactly. */
  formatValue(value: number): string;
  /** In few letters. */
  formatTick(value: number): string;
  /** Milliseconds since 1970, as the time of day where absent. */
  formatTime?(at: number): string;
  syncKey: string;
}) {
  const { title, times, series, height, formatValue } = props;
  const { t } = useTranslationRef(natsTranslationRef);
  const formats = useFormats();
  const { formatTime = formats.clock } = props;
  const [hovered, setHovered] = useState<number>();
  const index =
    hovered !== undefined && hovered < times.length
      ? hovered
      : times.length - 1;
  return (
    <section className={styles.root}>
      <div className={styles.head}>
        <Text as="h3" variant="body-medium" weight="bold">
          {title}
        </Text>
        <span className={styles.values}>
          <span>{formatTime(times[index])}</span>
          {series.map(({ id, label, values, color, line }) => (
            <span key={id} className={styles.value}>
              <svg width="18" height="4" aria-hidden="true">
                <line
                  x2="18"
                  y1="2"
                  y2="2"
                  strokeWidth="3"
                  stroke={`var(${color})`}
                  strokeDasharray={DASHES[line]}
                />
              </svg>
              {t('chart.value', {
                label,
                value: valueText(values[index], formatValue) ?? t('none'),
              })}
            </span>
          ))}
        </span>
      </div>
      <Suspense fallback={<Skeleton width="100%" height={height} />}>
        <TimeChart
          {...props}
          label={t('chart.label', { title })}
          locale={formats.locale}
          onHover={setHovered}
        />
      </Suspense>
    </section>
  );
}

function valueText(
  value: number | undefined,
  formatValue: (value: number) => string,
): string | undefined {
  return value === undefined ? undefined : formatValue(value);
}
