import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Select } from '@backstage/ui';
import { VerdictLevel } from '@nats-portal/plugin-nats-common';
import { useMemo, useState } from 'react';
import { FleetRow } from '../../fleet/FleetRow';
import { countLevels, filterByVerdict } from '../../status/filterByVerdict';
import { natsTranslationRef } from '../../translation';
import { NoMatch } from '../table/NoMatch';
import { TableToolbar } from '../table/TableToolbar';
import { VerdictFilter } from '../table/VerdictFilter';
import { BrokerTable } from './BrokerTable';
import { nameOf } from './useBrokerColumns';
import styles from './BrokersPanel.module.css';

interface Filter {
  text: string;
  levels: ReadonlySet<VerdictLevel>;
  owner?: string;
  cluster?: string;
}

const NOTHING: Filter = { text: '', levels: new Set() };
/** The choice of no owner and no cluster in particular; no entity is called so. */
const ANY = '*';

const textOf = ({ name, cluster, owner, verdict }: FleetRow) =>
  [name, cluster, owner, verdict.reason].join(' ');

function distinct(values: readonly (string | undefined)[]): string[] {
  return [...new Set(values.flatMap(value => value ?? []))].sort();
}

function Choice(props: {
  label: string;
  any: string;
  values: readonly string[];
  nameOf(value: string): string;
  chosen?: string;
  onChange(value: string | undefined): void;
}) {
  const { label, any, values, chosen, onChange } = props;
  return (
    <Select
      size="small"
      aria-label={label}
      className={styles.choice}
      // One choice is none. It stays: owners come later, and nothing is to move then.
      isDisabled={values.length < 2}
      options={[
        { id: ANY, label: any },
        ...values.map(value => ({ id: value, label: props.nameOf(value) })),
      ]}
      value={chosen ?? ANY}
      onChange={value =>
        onChange(value === ANY || value === null ? undefined : String(value))
      }
    />
  );
}

/** Brokers with what narrows them down. */
export function BrokersPanel(props: {
  rows: readonly FleetRow[];
  onOpen(row: FleetRow): void;
}) {
  const { rows, onOpen } = props;
  const { t } = useTranslationRef(natsTranslationRef);
  const [filter, setFilter] = useState<Filter>(NOTHING);
  const { owner, cluster } = filter;
  const inScope = useMemo(
    () =>
      rows.filter(
        row =>
          (owner === undefined || row.owner === owner) &&
          (cluster === undefined || row.cluster === cluster),
      ),
    [rows, owner, cluster],
  );
  const shown = useMemo(
    () => filterByVerdict(inScope, filter, textOf),
    [inScope, filter],
  );
  return (
    <>
      <TableToolbar
        searchLabel={t('filter.brokers')}
        text={filter.text}
        onTextChange={text => setFilter({ ...filter, text })}
      >
        <VerdictFilter
          counts={countLevels(inScope)}
          chosen={filter.levels}
          onChange={levels => setFilter({ ...filter, levels })}
        />
        <Choice
          label={t('filter.owner')}
          any={t('filter.anyOwner')}
          values={distinct(rows.map(row => row.owner))}
          nameOf={nameOf}
          chosen={owner}
          onChange={value => setFilter({ ...filter, owner: value })}
        />
        <Choice
          label={t('filter.cluster')}
          any={t('filter.anyCluster')}
          values={distinct(rows.map(row => row.cluster))}
          nameOf={value => value}
          chosen={cluster}
          onChange={value => setFilter({ ...filter, cluster: value })}
        />
      </TableToolbar>
      {shown.length > 0 ? (
        <BrokerTable rows={shown} onOpen={onOpen} />
      ) : (
        <NoMatch onClear={() => setFilter(NOTHING)} />
      )}
    </>
  );
}
