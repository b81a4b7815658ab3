import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { TrendPoint } from '@nats-portal/plugin-nats-common';
import { useMemo } from 'react';
import { useFormats } from '../../hooks/useFormats';
import { natsTranslationRef } from '../../translation';
import { DataColumn, DataTable } from '../table/DataTable';

const ROW_HEIGHT = { wide: 32, narrow: 40 };

const keyOf = ({ at }: TrendPoint) => at;

/** What a chart draws, in numbers, newest first. */
export function PointTable(props: { points: readonly TrendPoint[] }) {
  const { points } = props;
  const { t } = useTranslationRef(natsTranslationRef);
  const formats = useFormats();
  const columns = useMemo(
    (): DataColumn<TrendPoint>[] => [
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
    ],
    [t, formats],
  );
  const rows = useMemo(() => [...points].reverse(), [points]);
  return (
    <DataTable
      label={t('chart.table')}
      columns={columns}
      rows={rows}
      keyOf={keyOf}
      rowHeight={ROW_HEIGHT}
    />
  );
}
