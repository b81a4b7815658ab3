import { ConsumerStatus } from '@nats-portal/plugin-nats-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { consumerKey } from '../../status/consumerKey';
import { ConsumerColumn, sortConsumers } from '../../status/sortConsumers';
import { natsTranslationRef } from '../../translation';
import { PartOfList } from '../table/PartOfList';
import { SortedTable } from '../table/SortedTable';
import { useConsumerColumns } from './useConsumerColumns';

/** Room for a name and for two lines of a reason. */
const ROW_HEIGHT = { wide: 64, narrow: 132 };

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
  return (
    <SortedTable
      label={t('consumers.label')}
      columns={columns}
      rows={consumers}
      keyOf={consumerKey}
      rowHeight={ROW_HEIGHT}
      sortRows={sortConsumers}
      part={part}
      onOpen={onOpen}
    />
  );
}
