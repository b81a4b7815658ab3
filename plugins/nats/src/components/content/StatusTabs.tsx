import { stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Card,
  CardBody,
  Skeleton,
  Tab,
  TabList,
  TabPanel,
  Tabs,
  Text,
} from '@backstage/ui';
import { ConsumerStatus, StreamStatus } from '@nats-portal/plugin-nats-common';
import { CSSProperties, ReactNode, useState } from 'react';
import { useAddressParameter } from '../../hooks/useAddressParameter';
import { useFormats } from '../../hooks/useFormats';
import { toAddress } from '../../status/consumerKey';
import { streamAddress } from '../../status/streamKey';
import { natsTranslationRef } from '../../translation';
import { LinkedConsumerDrawer } from '../consumer/LinkedConsumerDrawer';
import { SourceSection } from '../drawer/SourceSection';
import { StreamDrawer } from '../stream/StreamDrawer';
import { KnownConsumers, KnownListProps, KnownStreams } from './KnownLists';
import { ServerTable } from './ServerTable';
import styles from './StatusTabs.module.css';

/** Takes the room of {@link StatusTabs} that are on their way, with so many rows. */
export function StatusTabsSkeleton(props: { rows: number }) {
  return (
    <div style={{ '--rows': props.rows } as CSSProperties}>
      <Skeleton width={240} height={36} />
      <div className={styles.skeleton}>
        <Skeleton width="100%" height="100%" />
      </div>
    </div>
  );
}

/** The consumers, streams and servers of a broker, a tab each; which one is in the address. */
export function StatusTabs(props: KnownListProps) {
  const { status, entity } = props;
  const { broker, consumers, streams = [] } = status;
  const { moreConsumers = 0, moreStreams = 0 } = status;
  const { t } = useTranslationRef(natsTranslationRef);
  const formats = useFormats();
  const [view, setView] = useAddressParameter('view');
  const [opened, setOpened] = useAddressParameter('consumer');
  const [openedStream, setOpenedStream] = useAddressParameter('stream');
  // A long list shows more than the status has.
  const [clicked, setClicked] = useState<{
    consumer?: ConsumerStatus;
    stream?: StreamStatus;
  }>({});
  const shownStream = [...streams, clicked.stream].find(
    stream => stream && streamAddress(stream) === openedStream,
  );
  const now =
    broker.sampledAt === undefined ? undefined : Date.parse(broker.sampledAt);
  const tabs: Record<
    string,
    { label: string; count: number; panel: ReactNode }
  > = {
    consumers: {
      label: t('consumers.label'),
      count: consumers.length + moreConsumers,
      panel: (
        <KnownConsumers
          {...props}
          onOpen={consumer => {
            setClicked({ consumer });
            setOpened(toAddress(consumer));
          }}
        />
      ),
    },
    streams: {
      label: t('streams.label'),
      count: streams.length + moreStreams,
      panel: (
        <KnownStreams
          {...props}
          now={now}
          onOpen={stream => {
            setClicked({ stream });
            setOpenedStream(streamAddress(stream));
          }}
        />
      ),
    },
    servers: {
      label: t('broker.servers'),
      count: broker.servers.length,
      panel:
        broker.servers.length > 0 ? (
          <ServerTable servers={broker.servers} />
        ) : (
          <Text>{t('server.none')}</Text>
        ),
    },
  };
  return (
    <>
      <Tabs
        selectedKey={view && view in tabs ? view : 'consumers'}
        onSelectionChange={key =>
          setView(key === 'consumers' ? undefined : String(key))
        }
      >
        <TabList aria-label={t('tabs')}>
          {Object.entries(tabs).map(([id, { label, count }]) => (
            <Tab key={id} id={id}>
              {t('tab', { label, total: formats.count(count) })}
            </Tab>
          ))}
        </TabList>
        {Object.entries(tabs).map(([id, { panel }]) => (
          <TabPanel key={id} id={id} className={styles.panel}>
            <Card>
              <CardBody>{panel}</CardBody>
            </Card>
          </TabPanel>
        ))}
      </Tabs>
      {opened && (
        <LinkedConsumerDrawer
          broker={broker.name}
          address={opened}
          consumer={[...consumers, clicked.consumer].find(
            consumer => consumer && toAddress(consumer) === opened,
          )}
          entityRef={stringifyEntityRef(entity)}
          source={<SourceSection entity={entity} kind="consumers" />}
          onClose={() => setOpened(undefined)}
        />
      )}
      {shownStream && (
        <StreamDrawer
          broker={broker.name}
          stream={shownStream}
          now={now}
          source={<SourceSection entity={entity} kind="streams" />}
          onClose={() => setOpenedStream(undefined)}
        />
      )}
    </>
  );
}
