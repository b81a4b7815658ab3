import { ConsumerStatus } from '@nats-portal/plugin-nats-common';
import { useCallback, useState } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useKeptOrder } from '../../hooks/useKeptOrder';
import { consumerKey } from '../../status/consumerKey';
import { ConsumerColumn, sortConsumers } from '../../status/sortConsumers';
import { natsTranslationRef } from '../../translation';
import { DataSort, DataTable } from '../table/DataTable';
import { useConsumerColumns } from './useConsumerColumns';

/** Room for a name and for two lines of a reason. */
const ROW_HEIGHT = { wide: 64, narrow: 132 };

/** Consumers as a table: worst first, until another order is asked for. */
export function ConsumerTable(props: {
  consumers: readonly ConsumerStatus[];
  onOpen?: (consumer: ConsumerStatus) => void;
}) {
  const { consumers, onOpen } = props;
  const { t } = useTranslationRef(natsTranslationRef);
  const columns = useConsumerColumns(
    new Set(consumers.map(({ account }) => account)).size > 1,
  );
  const [sort, setSort] = useState<DataSort<ConsumerColumn>>({
    column: 'verdict',
    direction: 'descending',
  });
  const sorted = useCallback(
    (items: readonly ConsumerStatus[]) =>
      sortConsumers(items, sort.column, sort.direction),
    [sort],
  );
  const rows = useKeptOrder(consumers, consumerKey, sorted);
  return (
    <DataTable
      label={t('consumers.label')}
      columns={columns}
      rows={rows}
      keyOf={consumerKey}
      rowHeight={ROW_HEIGHT}
      sort={sort}
      onSortChange={({ column, direction }) =>
        setSort({ column: column as ConsumerColumn, direction })
      }
      onOpen={onOpen}
    />
  );
}
