import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { FleetRow } from '../../fleet/FleetRow';
import { sortBrokers } from '../../fleet/sortBrokers';
import { natsTranslationRef } from '../../translation';
import { SortedTable } from '../table/SortedTable';
import { useBrokerColumns } from './useBrokerColumns';

const ROW_HEIGHT = { wide: 64, narrow: 132 };

const keyOf = ({ name }: FleetRow) => name;

/** Brokers as a table: worst first, until another order is asked for. */
export function BrokerTable(props: {
  rows: readonly FleetRow[];
  onOpen(row: FleetRow): void;
}) {
  const { t } = useTranslationRef(natsTranslationRef);
  return (
    <SortedTable
      label={t('fleet.brokers')}
      columns={useBrokerColumns()}
      rows={props.rows}
      keyOf={keyOf}
      rowHeight={ROW_HEIGHT}
      sortRows={sortBrokers}
      onOpen={props.onOpen}
    />
  );
}
