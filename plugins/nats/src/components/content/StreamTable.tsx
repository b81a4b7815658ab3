import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { StreamStatus } from '@nats-portal/plugin-nats-common';
import { useCallback, useState } from 'react';
import { useKeptOrder } from '../../hooks/useKeptOrder';
import { sortStreams, StreamColumn } from '../../status/sortStreams';
import { streamKey } from '../../status/streamKey';
import { natsTranslationRef } from '../../translation';
import { DataSort, DataTable } from '../table/DataTable';
import { useStreamColumns } from './useStreamColumns';

/** Room for a name and for two lines of a reason, and for three limits. */
const ROW_HEIGHT = { wide: 68, narrow: 156 };

/** Streams as a table: worst first, until another order is asked for. */
export function StreamTable(props: {
  streams: readonly StreamStatus[];
  /** The server's clock, now. */
  now?: number;
  onOpen(stream: StreamStatus): void;
}) {
  const { streams, now, onOpen } = props;
  const { t } = useTranslationRef(natsTranslationRef);
  const columns = useStreamColumns({
    withAccounts: new Set(streams.map(({ account }) => account)).size > 1,
    now,
  });
  const [sort, setSort] = useState<DataSort<StreamColumn>>({
    column: 'verdict',
    direction: 'descending',
  });
  const sorted = useCallback(
    (items: readonly StreamStatus[]) =>
      sortStreams(items, sort.column, sort.direction),
    [sort],
  );
  const rows = useKeptOrder(streams, streamKey, sorted);
  return (
    <DataTable
      label={t('streams.label')}
      columns={columns}
      rows={rows}
      keyOf={streamKey}
      rowHeight={ROW_HEIGHT}
      sort={sort}
      onSortChange={({ column, direction }) =>
        setSort({ column: column as StreamColumn, direction })
      }
      onOpen={onOpen}
    />
  );
}
