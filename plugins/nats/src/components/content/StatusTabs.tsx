import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
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
import { ListScope } from '../../status/listScope';
import { streamAddress } from '../../status/streamKey';
import { natsTranslationRef } from '../../translation';
import { LinkedConsumerDrawer } from '../consumer/LinkedConsumerDrawer';
import { SourceSection } from '../drawer/SourceSection';
import { KnownStatus } from '../status/StatusGate';
import { StreamDrawer } from '../stream/StreamDrawer';
import { ConsumersPanel } from './ConsumersPanel';
import { MoreHint } from './MoreHint';
import { PagedConsumers } from './PagedConsumers';
import { PagedStreams } from './PagedStreams';
import { ServerTable } from './ServerTable';
import { StreamsPanel } from './StreamsPanel';
import styles from './StatusTabs.module.css';

/** However often the backend samples, the browser has enough of it twice in four seconds. */
const LEAST_INTERVAL_MS = 2_000;

interface StatusTabsProps {
  status: KnownStatus;
  /** What names them. */
  entity: Entity;
  /** Where everything that it names is one list; absent where it is not. */
  scope?: ListScope;
}

function Consumers(
  props: StatusTabsProps & { onOpen(consumer: ConsumerStatus): void },
) {
  const { status, entity, scope, onOpen } = props;
  const { broker, consumers, moreConsumers = 0 } = status;
  return moreConsumers > 0 && scope ? (
    <PagedConsumers
      key={JSON.stringify(scope)}
      broker={broker.name}
      scope={scope}
      entityRef={stringifyEntityRef(entity)}
      intervalMs={intervalOf(status)}
      known={consumers}
      total={consumers.length + moreConsumers}
      onOpen={onOpen}
    />
  ) : (
    <>
      <ConsumersPanel
        consumers={consumers}
        reached={broker.sampledAt !== undefined}
        onOpen={onOpen}
      />
      <MoreHint
        what="consumers"
        broker={broker.name}
        shown={consumers.length}
        more={moreConsumers}
      />
    </>
  );
}

function Streams(
  props: StatusTabsProps & {
    now?: number;
    onOpen(stream: StreamStatus): void;
  },
) {
  const { status, scope, now, onOpen } = props;
  const { broker, streams = [], moreStreams = 0 } = status;
  return moreStreams > 0 && scope ? (
    <PagedStreams
      key={JSON.stringify(scope)}
      broker={broker.name}
      scope={scope}
      intervalMs={intervalOf(status)}
      known={streams}
      total={streams.length + moreStreams}
      now={now}
      onOpen={onOpen}
    />
  ) : (
    <>
      <StreamsPanel streams={streams} now={now} onOpen={onOpen} />
      <MoreHint
        what="streams"
        broker={broker.name}
        shown={streams.length}
        more={moreStreams}
      />
    </>
  );
}

function intervalOf({ broker }: KnownStatus): number {
  return Math.max(LEAST_INTERVAL_MS, broker.intervalSeconds * 1000);
}

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
export function StatusTabs(props: StatusTabsProps) {
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
        <Consumers
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
        <Streams
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
