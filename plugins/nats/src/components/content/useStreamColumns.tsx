import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { StreamStatus } from '@nats-portal/plugin-nats-common';
import { useMemo } from 'react';
import { useFormats } from '../../hooks/useFormats';
import { useStreamWords } from '../../hooks/useStreamWords';
import { StreamColumn } from '../../status/sortStreams';
import { natsTranslationRef } from '../../translation';
import { VerdictMark } from '../status/VerdictMark';
import { DataColumn } from '../table/DataTable';
import styles from './ConsumerTable.module.css';

/** A column that sorts has a {@link StreamColumn} as its id, so that its header sorts by what it heads. */
type Column = DataColumn<StreamStatus> & {
  id: StreamColumn | 'limits' | 'retention' | 'leader';
};

/** The columns of streams. */
export function useStreamColumns(options: {
  /** The names alone would not tell them apart. */
  withAccounts: boolean;
  /** The server's clock, now. */
  now?: number;
  /** The columns that sort; all that can where absent. */
  sortable?: readonly StreamColumn[];
}): Column[] {
  const { withAccounts, now, sortable } = options;
  const { t } = useTranslationRef(natsTranslationRef);
  const formats = useFormats();
  const words = useStreamWords();
  return useMemo(() => {
    const number = (
      id: Exclude<StreamColumn, 'stream' | 'verdict'>,
      least: number,
      cell: (stream: StreamStatus) => string | undefined,
      narrow?: 'half',
    ): Column => ({
      id,
      label: t(`streams.${id}`),
      isSortable: true,
      isNumeric: true,
      width: { least, share: 1 },
      narrow,
      cell: stream => cell(stream) ?? t('none'),
    });
    const columns: Column[] = [
      {
        id: 'stream',
        label: t('streams.stream'),
        isRowHeader: true,
        isSortable: true,
        width: { least: 120, share: 2 },
        narrow: 'whole',
        cell: ({ stream, account }) => (
          <>
            <span className={styles.name} title={stream}>
              {stream}
            </span>
            {withAccounts && account && (
              <span className={styles.below}>
                {t('consumers.account', { account })}
              </span>
            )}
          </>
        ),
      },
      {
        id: 'verdict',
        label: t('streams.verdict'),
        isSortable: true,
        width: { least: 160, share: 3 },
        narrow: 'whole',
        cell: ({ verdict }) => (
          <>
            <VerdictMark verdict={verdict} now={now} />
            <span className={styles.reason} title={verdict.reason}>
              {verdict.reason}
            </span>
          </>
        ),
      },
      number(
        'messages',
        72,
        ({ state }) => state && formats.count(state.messages),
        'half',
      ),
      number(
        'size',
        72,
        ({ state }) => state && formats.size(state.bytes),
        'half',
      ),
      number(
        'fullIn',
        72,
        ({ verdict: { fullInSeconds } }) =>
          fullInSeconds === undefined
            ? undefined
            : formats.duration(fullInSeconds),
        'half',
      ),
      number('storedPerSecond', 68, ({ verdict: { storedPerSecond } }) =>
        storedPerSecond === undefined
          ? undefined
          : formats.rate(storedPerSecond),
      ),
      {
        id: 'limits',
        label: t('streams.limits'),
        width: { least: 76, share: 1 },
        cell: ({ settings }) =>
          words.limits(settings).map(limit => (
            <span key={limit} className={styles.below} title={limit}>
              {limit}
            </span>
          )),
      },
      {
        id: 'retention',
        label: t('streams.retention'),
        width: { least: 88, share: 1 },
        cell: ({ settings }) => words.retention(settings),
      },
      number(
        'consumers',
        80,
        ({ state }) => state && formats.count(state.consumers),
        'half',
      ),
      number(
        'replicas',
        64,
        ({ state }) => state && formats.count(state.replicas),
      ),
      {
        id: 'leader',
        label: t('streams.leader'),
        width: { least: 64, share: 1 },
        cell: ({ state }) => (
          <span className={styles.leader} title={words.leader(state?.leader)}>
            {words.leader(state?.leader)}
          </span>
        ),
      },
    ];
    return columns.map(column => ({
      ...column,
      isSortable:
        column.isSortable && (sortable?.some(id => id === column.id) ?? true),
    }));
  }, [t, formats, words, withAccounts, now, sortable]);
}
