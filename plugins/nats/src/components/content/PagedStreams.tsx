import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { STREAM_SORTS, StreamStatus } from '@nats-portal/plugin-nats-common';
import { natsApiRef } from '../../api/NatsApi';
import { ListScope } from '../../status/listScope';
import { StreamColumn } from '../../status/sortStreams';
import { streamKey } from '../../status/streamKey';
import { natsTranslationRef } from '../../translation';
import { DataSort } from '../table/DataTable';
import { PagedPanel } from '../table/PagedPanel';
import { WORST_FIRST } from '../table/SortedTable';
import { PAGE_ROWS } from './PagedConsumers';
import { StreamTable } from './StreamTable';

type Sort = DataSort<StreamColumn> & { by: (typeof STREAM_SORTS)[number] };

const SORTS: readonly Sort[] = [
  { ...WORST_FIRST, by: 'worst' },
  { column: 'messages', direction: 'descending', by: 'messages' },
  { column: 'size', direction: 'descending', by: 'bytes' },
  { column: 'stream', direction: 'ascending', by: 'name' },
];

/** Streams that are too many for one reply, page by page. */
export function PagedStreams(props: {
  broker: string;
  scope: ListScope;
  intervalMs: number;
  /** The worst of them. */
  known: readonly StreamStatus[];
  total: number;
  /** The server's clock, now. */
  now?: number;
  onOpen(stream: StreamStatus): void;
}) {
  const { broker, scope, intervalMs, known, total, now, onOpen } = props;
  const natsApi = useApi(natsApiRef);
  const { t } = useTranslationRef(natsTranslationRef);
  return (
    <PagedPanel<StreamStatus, StreamColumn, Sort['by']>
      searchLabel={t('filter.streams')}
      brokenTitle={t('list.broken')}
      intervalMs={intervalMs}
      known={{ rows: known, total }}
      keyOf={streamKey}
      sorts={SORTS}
      load={async (filter, cursor, signal) => {
        const { streams, levels, ...page } = await natsApi.getStreams(
          { broker, ...scope, ...filter, limit: PAGE_ROWS, cursor },
          { signal },
        );
        return {
          rows: streams,
          facts: { total: page.total, levels },
          nextCursor: page.nextCursor,
        };
      }}
    >
      {(rows, part) => (
        <StreamTable streams={rows} now={now} onOpen={onOpen} part={part} />
      )}
    </PagedPanel>
  );
}
