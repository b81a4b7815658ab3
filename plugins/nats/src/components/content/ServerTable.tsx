import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Cell, CellText, ColumnConfig, Table, Text } from '@backstage/ui';
import { ServerStatus } from '@nats-portal/plugin-nats-common';
import { useMemo } from 'react';
import { useFormats } from '../../hooks/useFormats';
import { natsTranslationRef } from '../../translation';
import styles from './ServerTable.module.css';

type ServerRow = ServerStatus & { id: string };

function useColumns(): ColumnConfig<ServerRow>[] {
  const { t } = useTranslationRef(natsTranslationRef);
  const formats = useFormats();
  return useMemo(
    () => [
      {
        id: 'name',
        label: t('server.name'),
        isRowHeader: true,
        defaultWidth: '2fr',
        minWidth: 160,
        cell: server => (
          <CellText
            title={server.name}
            description={
              server.isMetaLeader ? t('server.metaLeader') : undefined
            }
          />
        ),
      },
      {
        id: 'version',
        label: t('server.version'),
        minWidth: 90,
        cell: server => <CellText title={server.version} />,
      },
      {
        id: 'connections',
        label: t('server.connections'),
        minWidth: 116,
        cell: server => <CellText title={formats.count(server.connections)} />,
      },
      {
        id: 'memory',
        label: t('server.memory'),
        minWidth: 100,
        cell: server => <CellText title={formats.size(server.memory)} />,
      },
      {
        id: 'slowConsumers',
        label: t('server.slowConsumers'),
        minWidth: 152,
        cell: server => (
          <Cell>
            <Text color={server.slowConsumers > 0 ? 'warning' : 'primary'}>
              {formats.count(server.slowConsumers)}
            </Text>
          </Cell>
        ),
      },
      {
        id: 'startedAt',
        label: t('server.startedAt'),
        minWidth: 190,
        cell: server => <CellText title={formats.time(server.startedAt)} />,
      },
    ],
    [t, formats],
  );
}

/** The servers of a broker that answer. */
export function ServerTable(props: { servers: readonly ServerStatus[] }) {
  const columns = useColumns();
  const rows = useMemo(
    () => props.servers.map(server => ({ ...server, id: server.name })),
    [props.servers],
  );
  return (
    <Table
      className={styles.root}
      columnConfig={columns}
      data={rows}
      pagination={{ type: 'none' }}
    />
  );
}
