import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ConsumerPoint, TrendPoint } from '@nats-portal/plugin-nats-common';
import { useMemo } from 'react';
import { useFormats } from '../../hooks/useFormats';
import { natsTranslationRef } from '../../translation';
import { DataColumn, DataTable } from '../table/DataTable';

const ROW_HEIGHT = { wide: 32, narrow: 40 };
/** With two lines where there is no room for columns. */
const RATED_ROW_HEIGHT = { wide: 32, narrow: 72 };

/** A moment of the window; a trend knows no rates. */
export type ChartPoint = TrendPoint &
  Pick<ConsumerPoint, 'deliveredPerSecond' | 'finishedPerSecond'>;

const keyOf = ({ at }: ChartPoint) => at;

/** What a chart draws, in numbers, newest first. */
export function PointTable(props: {
  points: readonly ChartPoint[];
  withRates: boolean;
}) {
  const { points, withRates } = props;
  const { t } = useTranslationRef(natsTranslationRef);
  const formats = useFormats();
  const columns = useMemo(
    (): DataColumn<ChartPoint>[] => [
      {
        id: 'at',
        label: t('chart.time'),
        isRowHeader: true,
        width: { least: 90, share: 1 },
        narrow: 'half',
        cell: ({ at }) => formats.clock(at),
      },
      {
        id: 'backlog',
        label: t('consumers.backlog'),
        isNumeric: true,
        width: { least: 80, share: 1 },
        narrow: 'half',
        cell: ({ backlog }) => formats.count(backlog),
      },
      ...(withRates ? ['delivered' as const, 'finished' as const] : []).map(
        (id): DataColumn<ChartPoint> => ({
          id,
          label: t(`chart.${id}`),
          isNumeric: true,
          width: { least: 90, share: 1 },
          narrow: 'half',
          cell: point => {
            const rate = point[`${id}PerSecond`];
            return rate === undefined ? t('none') : formats.rate(rate);
          },
        }),
      ),
    ],
    [t, formats, withRates],
  );
  const rows = useMemo(() => [...points].reverse(), [points]);
  return (
    <DataTable
      label={t('chart.table')}
      columns={columns}
      rows={rows}
      keyOf={keyOf}
      rowHeight={withRates ? RATED_ROW_HEIGHT : ROW_HEIGHT}
    />
  );
}
