import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Accordion,
  AccordionPanel,
  AccordionTrigger,
  Text,
} from '@backstage/ui';
import { VerdictChange } from '@nats-portal/plugin-nats-common';
import { useId, useMemo, useState } from 'react';
import { useFormats } from '../../hooks/useFormats';
import { natsTranslationRef } from '../../translation';
import { TimeMark, TimeRange } from './ChartData';
import { ChartPanel } from './ChartPanel';
import { SeriesTable, WrittenSeries } from './SeriesTable';
import { VerdictChanges } from './VerdictChanges';
import styles from './WindowCharts.module.css';
import { ZoomFoot } from './ZoomFoot';

/** Pixels of one chart. */
export const WINDOW_CHART_HEIGHT = 180;

/** What is drawn of a window in one chart, over one axis. */
export interface WindowChart extends WrittenSeries {
  title: string;
  /** In few letters. */
  formatTick(value: number): string;
}

/** The window of something over time: lines that zoom together, and a table behind them. */
export function WindowCharts(props: {
  /** Milliseconds since 1970, of the samples. */
  times: readonly number[];
  charts: readonly WindowChart[];
  /** When the verdict was another than before; absent while nobody knows. */
  changes?: readonly VerdictChange[];
  /** The changes are there, or will be. */
  withChanges: boolean;
}) {
  const { times, charts, changes, withChanges } = props;
  const { t } = useTranslationRef(natsTranslationRef);
  const formats = useFormats();
  const syncKey = useId();
  const [range, setRange] = useState<TimeRange>();
  const marks = useMemo(
    () =>
      changes?.map(
        ({ at, level, reason }): TimeMark => ({ at, level, label: reason }),
      ),
    [changes],
  );
  if (times.length < 2) {
    return <Text>{t('chart.tooFew')}</Text>;
  }
  return (
    <div className={styles.root}>
      {charts.map(chart => (
        <ChartPanel
          key={chart.title}
          {...chart}
          times={times}
          marks={marks}
          range={range}
          onRange={setRange}
          height={WINDOW_CHART_HEIGHT}
          syncKey={syncKey}
        />
      ))}
      <ZoomFoot
        text={t('chart.zoom', {
          duration: formats.duration(
            (times[times.length - 1] - times[0]) / 1000,
          ),
        })}
        times={times}
        range={range}
        onRange={setRange}
      />
      {withChanges && (
        <Accordion>
          <AccordionTrigger
            title={t('chart.changesOf', {
              total: changes ? formats.count(changes.length) : t('none'),
            })}
          />
          <AccordionPanel>
            {changes && <VerdictChanges changes={changes} />}
          </AccordionPanel>
        </Accordion>
      )}
      <Accordion>
        <AccordionTrigger title={t('chart.table')} />
        <AccordionPanel>
          <SeriesTable
            times={times}
            charts={charts}
            formatTime={formats.clock}
          />
        </AccordionPanel>
      </Accordion>
    </div>
  );
}
