import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  CONSUMER_SORTS,
  ConsumerStatus,
} from '@nats-portal/plugin-nats-common';
import { natsApiRef } from '../../api/NatsApi';
import { consumerKey } from '../../status/consumerKey';
import { ListScope } from '../../status/listScope';
import { ConsumerColumn } from '../../status/sortConsumers';
import { natsTranslationRef } from '../../translation';
import { DataSort } from '../table/DataTable';
import { PagedPanel } from '../table/PagedPanel';
import { WORST_FIRST } from '../table/SortedTable';
import { ConsumerTable } from './ConsumerTable';

/** Rows of a page; as many as the API gives at once. */
export const PAGE_ROWS = 200;

type Sort = DataSort<ConsumerColumn> & { by: (typeof CONSUMER_SORTS)[number] };

const SORTS: readonly Sort[] = [
  { ...WORST_FIRST, by: 'worst' },
  { column: 'backlog', direction: 'descending', by: 'backlog' },
  { column: 'behind', direction: 'descending', by: 'behind' },
  { column: 'consumer', direction: 'ascending', by: 'name' },
];

/** Consumers that are too many for one reply, page by page. */
export function PagedConsumers(props: {
  broker: string;
  scope: ListScope;
  /** What it says of the consumers holds for all of them, a full reference. */
  entityRef: string;
  intervalMs: number;
  /** The worst of them. */
  known: readonly ConsumerStatus[];
  total: number;
  onOpen(consumer: ConsumerStatus): void;
}) {
  const { broker, scope, entityRef, intervalMs, known, total, onOpen } = props;
  const natsApi = useApi(natsApiRef);
  const { t } = useTranslationRef(natsTranslationRef);
  return (
    <PagedPanel<ConsumerStatus, ConsumerColumn, Sort['by']>
      searchLabel={t('filter.consumers')}
      brokenTitle={t('list.broken')}
      intervalMs={intervalMs}
      known={{ rows: known, total }}
      keyOf={consumerKey}
      sorts={SORTS}
      load={async (filter, cursor, signal) => {
        const { consumers, levels, ...page } = await natsApi.getConsumers(
          {
            ...{ broker, entityRef, ...scope, ...filter },
            ...{ limit: PAGE_ROWS, cursor },
          },
          { signal },
        );
        return {
          rows: consumers,
          facts: { total: page.total, levels },
          nextCursor: page.nextCursor,
        };
      }}
    >
      {(rows, part) => (
        <ConsumerTable consumers={rows} onOpen={onOpen} part={part} />
      )}
    </PagedPanel>
  );
}
