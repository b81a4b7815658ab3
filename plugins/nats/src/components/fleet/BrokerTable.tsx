import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useCallback, useState } from 'react';
import { FleetRow } from '../../fleet/FleetRow';
import { sortBrokers } from '../../fleet/sortBrokers';
import { useKeptOrder } from '../../hooks/useKeptOrder';
import { natsTranslationRef } from '../../translation';
import { DataSort, DataTable } from '../table/DataTable';
import { useBrokerColumns } from './useBrokerColumns';

const ROW_HEIGHT = { wide: 64, narrow: 132 };

const keyOf = ({ name }: FleetRow) => name;

/** Brokers as a table: worst first, until another order is asked for. */
export function BrokerTable(props: {
  rows: readonly FleetRow[];
  onOpen(row: FleetRow): void;
}) {
  const { t } = useTranslationRef(natsTranslationRef);
  const [sort, setSort] = useState<DataSort>({
    column: 'verdict',
    direction: 'descending',
  });
  const sorted = useCallback(
    (rows: readonly FleetRow[]) =>
      sortBrokers(rows, sort.column, sort.direction),
    [sort],
  );
  return (
    <DataTable
      label={t('fleet.brokers')}
      columns={useBrokerColumns()}
      rows={useKeptOrder(props.rows, keyOf, sorted)}
      keyOf={keyOf}
      rowHeight={ROW_HEIGHT}
      sort={sort}
      onSortChange={setSort}
      onOpen={props.onOpen}
    />
  );
}
