import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { StreamStatus } from '@nats-portal/plugin-nats-common';
import { sortStreams, StreamColumn } from '../../status/sortStreams';
import { streamKey } from '../../status/streamKey';
import { natsTranslationRef } from '../../translation';
import { PartOfList } from '../table/PartOfList';
import { SortedTable } from '../table/SortedTable';
import { useStreamColumns } from './useStreamColumns';

/** Room for a name and for two lines of a reason, and for three limits. */
const ROW_HEIGHT = { wide: 68, narrow: 156 };

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
  return (
    <SortedTable
      label={t('streams.label')}
      columns={columns}
      rows={streams}
      keyOf={streamKey}
      rowHeight={ROW_HEIGHT}
      sortRows={sortStreams}
      part={part}
      onOpen={onOpen}
    />
  );
}
