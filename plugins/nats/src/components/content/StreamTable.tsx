import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { StreamStatus } from '@nats-portal/plugin-nats-common';
import { useCallback, useState } from 'react';
import { useKeptOrder } from '../../hooks/useKeptOrder';
import { sortStreams, StreamColumn } from '../../status/sortStreams';
import { streamKey } from '../../status/streamKey';
import { natsTranslationRef } from '../../translation';
import { DataSort, DataTable } from '../table/DataTable';
import { PartOfList } from '../table/PartOfList';
import { useStreamColumns } from './useStreamColumns';

/** Room for a name and for two lines of a reason, and for three limits. */
const ROW_HEIGHT = { wide: 68, narrow: 156 };

/** Worst first. */
export const FIRST_SORT: DataSort<StreamColumn> = {
  column: 'verdict',
  direction: 'descending',
};

/** Streams as a table: worst first, until another order is asked for. */
export function StreamTable(props: {
  streams: readonly StreamStatus[];
  /** The server's clock, now. */
  now?: number;
  onOpen(stream: StreamStatus): void;
  /** The list that they are a part of; absent where they are all. */
  part?: PartOfList<StreamColumn>;
}) {
  const { streams, now, onOpen, part } = props;
  const { t } = useTranslationRef(natsTranslationRef);
  const columns = useStreamColumns({
    withAccounts: new Set(streams.map(({ account }) => account)).size > 1,
    now,
    sortable: part?.sortable,
  });
  const [own, setOwn] = useState(FIRST_SORT);
  const sort = part?.sort ?? own;
  const onSortChange = part?.onSortChange ?? setOwn;
  const list = part?.key;
  const sorted = useCallback(
    (items: readonly StreamStatus[]) =>
      sortStreams(items, sort.column, sort.direction),
    // The rows of another list are sorted anew.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [sort, list],
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
        onSortChange({ column: column as StreamColumn, direction })
      }
      total={part?.total}
      onEnd={part?.onEnd}
      onOpen={onOpen}
    />
  );
}
