import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { LongHistory } from '@nats-portal/plugin-nats-common';
import { useMemo } from 'react';
import { useFormats } from '../../hooks/useFormats';
import { natsTranslationRef } from '../../translation';
import { DataColumn, DataTable } from '../table/DataTable';
import { groupColumns } from './groupColumns';
import { useColumnWords } from './useColumnWords';

const ROW_HEIGHT = { wide: 32, narrow: 108 };

interface Step {
  at: number;
  index: number;
}

const keyOf = ({ at }: Step) => at;

/** What the charts of a history draw, in numbers, newest first. */
export function HistoryTable(props: {
  history: LongHistory;
  times: readonly number[];
}) {
  const { history, times } = props;
  const { t } = useTranslationRef(natsTranslationRef);
  const formats = useFormats();
  const words = useColumnWords();
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
        width: { least: 130, share: 1 },
        narrow: 'whole',
        cell: ({ at }) => formats.moment(at),
      },
      ...groupColumns(history).flatMap(({ unit, columns: of }) =>
        of.map(
          (column): DataColumn<Step> => ({
            id: column.name,
            label: words.label(column),
            isNumeric: true,
            width: { least: 120, share: 1 },
            narrow: 'half',
            cell: ({ index }) => {
              const value = column.values[index];
              return typeof value === 'number'
                ? words.writer(unit)(value)
                : t('none');
            },
          }),
        ),
      ),
    ],
    [t, formats, words, history],
  );
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
