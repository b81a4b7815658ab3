import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Accordion, AccordionPanel, AccordionTrigger } from '@backstage/ui';
import { HistoryColumn, LongHistory } from '@nats-portal/plugin-nats-common';
import { useId, useMemo, useState } from 'react';
import { useFormats } from '../../hooks/useFormats';
import { natsTranslationRef } from '../../translation';
import { ChartSeries, TimeRange } from '../chart/ChartData';
import { ChartPanel } from '../chart/ChartPanel';
import { SeriesTable, WrittenSeries } from '../chart/SeriesTable';
import { ZoomFoot } from '../chart/ZoomFoot';
import { ColumnGroup, groupColumns, timesOf } from './groupColumns';
import styles from './History.module.css';
import { useColumnWords } from './useColumnWords';

/** Pixels. */
export const CHART_HEIGHT = 180;

/** A group has four columns at most. */
const LOOKS: Pick<ChartSeries, 'line' | 'color'>[] = [
  { line: 'solid', color: '--bui-fg-announcement' },
  { line: 'dashed', color: '--bui-fg-positive' },
  { line: 'dotted', color: '--bui-fg-warning' },
  { line: 'dotted', color: '--bui-fg-primary' },
];

function useGroups(history: LongHistory) {
  const words = useColumnWords();
  return useMemo(
    () =>
      groupColumns(history).map(
        ({ unit, columns }): Pick<ColumnGroup, 'unit'> & WrittenSeries => ({
          unit,
          formatValue: words.writer(unit),
          series: columns.map((column, i) => ({
            ...LOOKS[i % LOOKS.length],
            id: column.name,
            label: words.label(column),
            values: column.values.map(value => value ?? undefined),
          })),
        }),
      ),
    [history, words],
  );
}

/** Days as lines, one chart for each unit, and as a table. */
export function HistoryCharts(props: { history: LongHistory }) {
  const { history } = props;
  const { t } = useTranslationRef(natsTranslationRef);
  const formats = useFormats();
  const words = useColumnWords();
  const syncKey = useId();
  const [range, setRange] = useState<TimeRange>();
  const times = useMemo(() => timesOf(history), [history]);
  const groups = useGroups(history);
  const tick = (unit: HistoryColumn['unit']) =>
    unit === 'bytes' ? formats.size : formats.compact;
  return (
    <div className={styles.root}>
      {groups.map(({ unit, series, formatValue }) => (
        <ChartPanel
          key={unit}
          title={words.title(unit)}
          times={times}
          series={series}
          range={range}
          onRange={setRange}
          height={CHART_HEIGHT}
          formatValue={formatValue}
          formatTick={tick(unit)}
          formatTime={formats.moment}
          syncKey={syncKey}
        />
      ))}
      <ZoomFoot
        text={t('history.drag')}
        times={times}
        range={range}
        onRange={setRange}
      />
      <Accordion>
        <AccordionTrigger title={t('chart.table')} />
        <AccordionPanel>
          <SeriesTable
            times={times}
            charts={groups}
            formatTime={formats.moment}
          />
        </AccordionPanel>
      </Accordion>
    </div>
  );
}
