import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { StreamPoint } from '@nats-portal/plugin-nats-common';
import { useMemo } from 'react';
import { useFormats } from '../../hooks/useFormats';
import { natsTranslationRef } from '../../translation';
import { DataColumn, DataTable } from '../table/DataTable';

const ROW_HEIGHT = { wide: 32, narrow: 108 };

const keyOf = ({ at }: StreamPoint) => at;

/** What the charts of a stream draw, in numbers, newest first. */
export function StreamPointTable(props: { points: readonly StreamPoint[] }) {
  const { points } = props;
  const { t } = useTranslationRef(natsTranslationRef);
  const formats = useFormats();
  const columns = useMemo((): DataColumn<StreamPoint>[] => {
    const numeric = (
      id: string,
      label: string,
      cell: (point: StreamPoint) => string,
    ): DataColumn<StreamPoint> => ({
      id,
      label,
      isNumeric: true,
      width: { least: 90, share: 1 },
      narrow: 'half',
      cell,
    });
    const rate = (value: number | undefined) =>
      value === undefined ? t('none') : formats.rate(value);
    return [
      {
        id: 'at',
        label: t('chart.time'),
        isRowHeader: true,
        width: { least: 90, share: 1 },
        narrow: 'whole',
        cell: ({ at }) => formats.clock(at),
      },
      numeric('messages', t('streams.messages'), point =>
        formats.count(point.messages),
      ),
      numeric('bytes', t('streams.size'), point => formats.size(point.bytes)),
      numeric('published', t('chart.published'), point =>
        rate(point.publishedPerSecond),
      ),
      numeric('removed', t('chart.removed'), point =>
        rate(point.removedPerSecond),
      ),
    ];
  }, [t, formats]);
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
