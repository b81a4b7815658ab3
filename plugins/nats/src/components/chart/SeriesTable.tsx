import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';
import { natsTranslationRef } from '../../translation';
import { DataColumn, DataTable } from '../table/DataTable';
import { ChartSeries } from './ChartData';

/** A moment, and where its values are. */
interface Step {
  /** Milliseconds since 1970. */
  at: number;
  index: number;
}

/** Lines that share an axis, and how their values are written. */
export interface WrittenSeries {
  series: readonly ChartSeries[];
  /** Exactly. */
  formatValue(value: number): string;
}

/** Pixels of a line of a row, and beside the first and the last. */
const LINE = 32;
const AROUND = 8;

const keyOf = ({ at }: Step) => at;

/** What charts draw, in numbers, newest first. */
export function SeriesTable(props: {
  /** Milliseconds since 1970, ascending. */
  times: readonly number[];
  charts: readonly WrittenSeries[];
  formatTime(at: number): string;
}) {
  const { times, charts, formatTime } = props;
  const { t } = useTranslationRef(natsTranslationRef);
  const rows = useMemo(
    () => times.map((at, index) => ({ at, index })).reverse(),
    [times],
  );
  const columns = useMemo(
    (): DataColumn<Step>[] => [
      {
        id: 'at',
        label: t('chart.time'),
        isRowHeader: true,
        width: { least: 110, share: 1 },
        narrow: 'half',
        cell: ({ at }) => formatTime(at),
      },
      ...charts.flatMap(({ series, formatValue }) =>
        series.map(
          ({ id, label, heading = label, values }): DataColumn<Step> => ({
            id,
            label: heading,
            isNumeric: true,
            width: { least: 90, share: 1 },
            narrow: 'half',
            cell: ({ index }) => {
              const value = values[index];
              return value === undefined ? t('none') : formatValue(value);
            },
          }),
        ),
      ),
    ],
    [t, charts, formatTime],
  );
  return (
    <DataTable
      label={t('chart.table')}
      columns={columns}
      rows={rows}
      keyOf={keyOf}
      rowHeight={{
        wide: LINE,
        narrow: AROUND + LINE * Math.ceil(columns.length / 2),
      }}
    />
  );
}
