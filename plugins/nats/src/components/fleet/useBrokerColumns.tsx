import { parseEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';
import { FleetRow } from '../../fleet/FleetRow';
import { natsTranslationRef } from '../../translation';
import { ServerMarks } from '../status/ServerMarks';
import { StorageBar } from '../status/StorageBar';
import { VerdictMark } from '../status/VerdictMark';
import { DataColumn } from '../table/DataTable';
import { HeatStrip } from './HeatStrip';
import { LevelCounts } from './LevelCounts';
import styles from './BrokerTable.module.css';

/** The name of an entity, for a cell that has its kind in the header. */
export function nameOf(ref: string): string {
  return parseEntityRef(ref).name;
}

/** The columns of brokers. */
export function useBrokerColumns(): DataColumn<FleetRow>[] {
  const { t } = useTranslationRef(natsTranslationRef);
  return useMemo(
    () => [
      {
        id: 'name',
        label: t('broker.label'),
        isRowHeader: true,
        isSortable: true,
        width: { least: 132, share: 2 },
        narrow: 'whole',
        cell: ({ name, cluster, owner }) => (
          <>
            <span className={styles.name}>{name}</span>
            <span className={styles.below}>
              {[cluster, owner && nameOf(owner)].filter(Boolean).join(' · ')}
            </span>
          </>
        ),
      },
      {
        id: 'verdict',
        label: t('consumers.verdict'),
        isSortable: true,
        width: { least: 200, share: 4 },
        narrow: 'whole',
        cell: ({ verdict, sampledAt }) => (
          <>
            <VerdictMark
              verdict={verdict}
              now={sampledAt ? Date.parse(sampledAt) : undefined}
            />
            <span className={styles.reason} title={verdict.reason}>
              {verdict.reason}
            </span>
          </>
        ),
      },
      {
        id: 'lastHour',
        label: t('fleet.lastHour'),
        width: { least: 124, share: 0 },
        narrow: 'half',
        cell: ({ lastHour }) => <HeatStrip minutes={lastHour} />,
      },
      {
        id: 'servers',
        label: t('broker.servers'),
        width: { least: 164, share: 0 },
        cell: broker => <ServerMarks broker={broker} />,
      },
      {
        id: 'storage',
        label: t('storage.label'),
        isSortable: true,
        width: { least: 160, share: 2 },
        cell: ({ storage }) => <StorageBar storage={storage} />,
      },
      {
        id: 'consumers',
        label: t('consumers.label'),
        isSortable: true,
        width: { least: 112, share: 1 },
        cell: ({ consumers }) =>
          consumers ? <LevelCounts counts={consumers} brief /> : t('none'),
      },
    ],
    [t],
  );
}
