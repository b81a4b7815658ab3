import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Cell,
  CellText,
  ColumnConfig,
  SortDescriptor,
  Table,
  Text,
  useTable,
} from '@backstage/ui';
import { ConsumerStatus } from '@nats-portal/plugin-nats-common';
import { useMemo, useState } from 'react';
import { useFormats } from '../../hooks/useFormats';
import { ConsumerSort, useKeptOrder } from '../../hooks/useKeptOrder';
import { consumerKey, consumerName } from '../../status/consumerKey';
import { ConsumerColumn } from '../../status/sortConsumers';
import { natsTranslationRef } from '../../translation';
import { DrainText } from '../status/DrainText';
import { Sparkline } from '../status/Sparkline';
import { VerdictMark } from '../status/VerdictMark';
import styles from './ConsumerTable.module.css';

const PAGE_SIZE = 50;

type ConsumerRow = ConsumerStatus & { id: string };

/** Columns that are ids of {@link ConsumerColumn}, so that a header sorts by what it heads. */
type ConsumerColumnConfig = ColumnConfig<ConsumerRow> & { id: ConsumerColumn };

function useColumns(withAccounts: boolean): ConsumerColumnConfig[] {
  const { t } = useTranslationRef(natsTranslationRef);
  const formats = useFormats();
  return useMemo(() => {
    const counter = (
      id: keyof NonNullable<ConsumerStatus['counters']> & ConsumerColumn,
      minWidth: number,
    ): ConsumerColumnConfig => ({
      id,
      label: t(`consumers.${id}`),
      isSortable: true,
      minWidth,
      cell: ({ counters }) => (
        <CellText
          title={counters ? formats.count(counters[id]) : t('consumers.none')}
        />
      ),
    });
    return [
      {
        id: 'consumer',
        label: t('consumers.consumer'),
        isRowHeader: true,
        isSortable: true,
        defaultWidth: '2fr',
        minWidth: 170,
        cell: consumer => (
          <Cell>
            <span className={styles.name}>{consumerName(consumer)}</span>
            {withAccounts && consumer.account && (
              <Text as="p" color="secondary" className={styles.below}>
                {t('consumers.account', { account: consumer.account })}
              </Text>
            )}
          </Cell>
        ),
      },
      {
        id: 'verdict',
        label: t('consumers.verdict'),
        isSortable: true,
        defaultWidth: '3fr',
        minWidth: 190,
        cell: ({ verdict }) => (
          <Cell>
            <VerdictMark level={verdict.level} />
            <Text as="p" color="secondary" className={styles.below}>
              {verdict.reason}
            </Text>
          </Cell>
        ),
      },
      {
        id: 'trend',
        label: t('consumers.trend'),
        isSortable: true,
        minWidth: 122,
        cell: ({ trend }) => (
          <Cell>
            <Sparkline points={trend} />
          </Cell>
        ),
      },
      counter('backlog', 112),
      counter('inFlight', 108),
      counter('redelivered', 144),
      {
        id: 'drainsIn',
        label: t('consumers.drainsIn'),
        isSortable: true,
        minWidth: 116,
        cell: consumer => (
          <Cell>
            <DrainText consumer={consumer} />
          </Cell>
        ),
      },
    ];
  }, [t, formats, withAccounts]);
}

/** Consumers as a table: worst first, until another order is asked for. */
export function ConsumerTable(props: { consumers: readonly ConsumerStatus[] }) {
  const { consumers } = props;
  const columns = useColumns(
    new Set(consumers.map(({ account }) => account)).size > 1,
  );
  const [sort, setSort] = useState<ConsumerSort>({
    column: 'verdict',
    direction: 'descending',
  });
  const ordered = useKeptOrder(consumers, sort);
  const rows = useMemo(
    () => ordered.map(item => ({ ...item, id: consumerKey(item) })),
    [ordered],
  );
  const { tableProps } = useTable<ConsumerRow>({
    mode: 'complete',
    data: rows,
    sort,
    onSortChange: (chosen: SortDescriptor) => {
      const column = columns.find(({ id }) => id === chosen.column);
      if (column) {
        setSort({ column: column.id, direction: chosen.direction });
      }
    },
    paginationOptions: {
      type: rows.length > PAGE_SIZE ? 'page' : 'none',
      pageSize: PAGE_SIZE,
    },
  });
  return (
    <Table className={styles.root} columnConfig={columns} {...tableProps} />
  );
}
