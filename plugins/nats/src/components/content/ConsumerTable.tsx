import { ConsumerStatus } from '@nats-portal/plugin-nats-common';
import { useCallback, useState } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useKeptOrder } from '../../hooks/useKeptOrder';
import { consumerKey } from '../../status/consumerKey';
import { ConsumerColumn, sortConsumers } from '../../status/sortConsumers';
import { natsTranslationRef } from '../../translation';
import { DataSort, DataTable } from '../table/DataTable';
import { PartOfList } from '../table/PartOfList';
import { useConsumerColumns } from './useConsumerColumns';

/** Room for a name and for two lines of a reason. */
const ROW_HEIGHT = { wide: 64, narrow: 132 };

/** Worst first. */
export const FIRST_SORT: DataSort<ConsumerColumn> = {
  column: 'verdict',
  direction: 'descending',
};

/** Consumers as a table: worst first, until another order is asked for. */
export function ConsumerTable(props: {
  consumers: readonly ConsumerStatus[];
  onOpen?: (consumer: ConsumerStatus) => void;
  /** The list that they are a part of; absent where they are all. */
  part?: PartOfList<ConsumerColumn>;
}) {
  const { consumers, onOpen, part } = props;
  const { t } = useTranslationRef(natsTranslationRef);
  const columns = useConsumerColumns({
    withAccounts: new Set(consumers.map(({ account }) => account)).size > 1,
    withReplicas: consumers.some(({ scaling }) => scaling !== undefined),
    sortable: part?.sortable,
  });
  const [own, setOwn] = useState(FIRST_SORT);
  const sort = part?.sort ?? own;
  const onSortChange = part?.onSortChange ?? setOwn;
  const list = part?.key;
  const sorted = useCallback(
    (items: readonly ConsumerStatus[]) =>
      sortConsumers(items, sort.column, sort.direction),
    // The rows of another list are sorted anew.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [sort, list],
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
        onSortChange({ column: column as ConsumerColumn, direction })
      }
      total={part?.total}
      onEnd={part?.onEnd}
      onOpen={onOpen}
    />
  );
}
