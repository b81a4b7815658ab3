import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { ServerStatus } from '@nats-portal/plugin-nats-common';
import { useMemo } from 'react';
import { useFormats } from '../../hooks/useFormats';
import { natsTranslationRef } from '../../translation';
import { StorageBar } from '../status/StorageBar';
import { DataColumn, DataTable } from '../table/DataTable';
import styles from './ServerTable.module.css';

const ROW_HEIGHT = { wide: 52, narrow: 108 };

const keyOf = (server: ServerStatus) => server.name;

function useColumns(): DataColumn<ServerStatus>[] {
  const { t } = useTranslationRef(natsTranslationRef);
  const formats = useFormats();
  return useMemo(
    () => [
      {
        id: 'name',
        label: t('server.name'),
        isRowHeader: true,
        width: { least: 150, share: 2 },
        narrow: 'whole',
        cell: server => (
          <>
            <span className={styles.name}>{server.name}</span>
            {server.isMetaLeader && (
              <span className={styles.below}>{t('server.metaLeader')}</span>
            )}
          </>
        ),
      },
      {
        id: 'version',
        label: t('server.version'),
        width: { least: 72, share: 1 },
        narrow: 'half',
        cell: server => server.version,
      },
      {
        id: 'connections',
        label: t('server.connections'),
        isNumeric: true,
        width: { least: 96, share: 1 },
        narrow: 'half',
        cell: server => formats.count(server.connections),
      },
      {
        id: 'memory',
        label: t('server.memory'),
        isNumeric: true,
        width: { least: 88, share: 1 },
        narrow: 'half',
        cell: server => formats.size(server.memory),
      },
      {
        id: 'storage',
        label: t('storage.label'),
        width: { least: 150, share: 2 },
        cell: server => <StorageBar storage={server.storage} />,
      },
      {
        id: 'slowConsumers',
        label: t('server.slowConsumers'),
        isNumeric: true,
        width: { least: 120, share: 1 },
        cell: server => (
          <Text weight={server.slowConsumers > 0 ? 'bold' : 'regular'}>
            {formats.count(server.slowConsumers)}
          </Text>
        ),
      },
      {
        id: 'startedAt',
        label: t('server.startedAt'),
        width: { least: 160, share: 2 },
        cell: server => formats.time(server.startedAt),
      },
      {
        id: 'certificate',
        label: t('server.certificate'),
        width: { least: 160, share: 2 },
        cell: ({ certificateExpiresAt: end }) =>
          end === undefined ? t('none') : formats.time(end),
      },
    ],
    [t, formats],
  );
}

/** The servers of a broker that answer. */
export function ServerTable(props: { servers: readonly ServerStatus[] }) {
  const { t } = useTranslationRef(natsTranslationRef);
  return (
    <DataTable
      label={t('broker.servers')}
      columns={useColumns()}
      rows={props.servers}
      keyOf={keyOf}
      rowHeight={ROW_HEIGHT}
    />
  );
}
