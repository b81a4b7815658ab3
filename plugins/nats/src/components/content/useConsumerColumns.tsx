import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ConsumerStatus } from '@nats-portal/plugin-nats-common';
import { useMemo } from 'react';
import { useFormats } from '../../hooks/useFormats';
import { consumerName } from '../../status/consumerKey';
import { newestAt } from '../../status/newestAt';
import { ConsumerColumn } from '../../status/sortConsumers';
import { natsTranslationRef } from '../../translation';
import { BehindText } from '../status/BehindText';
import { DrainText } from '../status/DrainText';
import { ReplicasText } from '../status/ReplicasText';
import { Sparkline } from '../status/Sparkline';
import { VerdictMark } from '../status/VerdictMark';
import { DataColumn } from '../table/DataTable';
import styles from './ConsumerTable.module.css';

/** A column whose id is a {@link ConsumerColumn}, so that a header sorts by what it heads. */
type Column = DataColumn<ConsumerStatus> & { id: ConsumerColumn };

/**
 * The columns of consumers.
 *
 * @param options - `withAccounts`: the names alone would not tell them apart;
 *   `withReplicas`: somebody scales the workers of one of them; `sortable`: the ones
 *   that sort, all of them where absent
 */
export function useConsumerColumns(options: {
  withAccounts: boolean;
  withReplicas: boolean;
  sortable?: readonly ConsumerColumn[];
}): Column[] {
  const { withAccounts, withReplicas, sortable } = options;
  const { t } = useTranslationRef(natsTranslationRef);
  const formats = useFormats();
  return useMemo(() => {
    const counter = (
      id: keyof NonNullable<ConsumerStatus['counters']> & ConsumerColumn,
      width: Column['width'],
      narrow?: 'half',
    ): Column => ({
      id,
      label: t(`consumers.${id}`),
      isNumeric: true,
      width,
      narrow,
      cell: ({ counters }) =>
        counters ? formats.count(counters[id]) : t('consumers.none'),
    });
    const columns: Column[] = [
      {
        id: 'consumer',
        label: t('consumers.consumer'),
        isRowHeader: true,
        width: { least: 144, share: 2 },
        narrow: 'whole',
        cell: consumer => (
          <>
            <span className={styles.name} title={consumerName(consumer)}>
              {consumerName(consumer)}
            </span>
            {withAccounts && consumer.account && (
              <span className={styles.below}>
                {t('consumers.account', { account: consumer.account })}
              </span>
            )}
          </>
        ),
      },
      {
        id: 'verdict',
        label: t('consumers.verdict'),
        width: { least: 148, share: 3 },
        narrow: 'whole',
        cell: ({ verdict, trend }) => (
          <>
            <VerdictMark verdict={verdict} now={newestAt({ trend })} />
            <span className={styles.reason} title={verdict.reason}>
              {verdict.reason}
            </span>
          </>
        ),
      },
      {
        id: 'trend',
        label: t('consumers.trend'),
        width: { least: 94, share: 0 },
        narrow: 'half',
        cell: ({ trend }) => <Sparkline points={trend} />,
      },
      counter('backlog', { least: 68, share: 1 }, 'half'),
      counter('inFlight', { least: 68, share: 1 }),
      {
        id: 'behind',
        label: t('consumers.behind'),
        isNumeric: true,
        width: { least: 98, share: 1 },
        cell: consumer => <BehindText consumer={consumer} />,
      },
      {
        id: 'drainsIn',
        label: t('consumers.drainsIn'),
        isNumeric: true,
        width: { least: 92, share: 1 },
        cell: consumer => <DrainText consumer={consumer} />,
      },
      counter('redelivered', { least: 76, share: 1 }),
      ...(withReplicas
        ? [
            {
              id: 'replicas' as const,
              label: t('consumers.replicas'),
              isNumeric: true,
              width: { least: 84, share: 1 },
              narrow: 'half' as const,
              cell: ({ scaling }: ConsumerStatus) => (
                <ReplicasText scaling={scaling} />
              ),
            },
          ]
        : []),
    ];
    return columns.map(column => ({
      ...column,
      isSortable: sortable?.includes(column.id) ?? true,
    }));
  }, [t, formats, withAccounts, withReplicas, sortable]);
}
