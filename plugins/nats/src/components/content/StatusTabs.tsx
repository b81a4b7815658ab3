import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Card,
  CardBody,
  Tab,
  TabList,
  TabPanel,
  Tabs,
  Text,
} from '@backstage/ui';
import { ReactNode } from 'react';
import { useAddressParameter } from '../../hooks/useAddressParameter';
import { useFormats } from '../../hooks/useFormats';
import { toAddress } from '../../status/consumerKey';
import { streamAddress } from '../../status/streamKey';
import { natsTranslationRef } from '../../translation';
import { ConsumerDrawer } from '../consumer/ConsumerDrawer';
import { KnownStatus } from '../status/StatusGate';
import { StreamDrawer } from '../stream/StreamDrawer';
import { ConsumersPanel } from './ConsumersPanel';
import { MoreHint } from './MoreHint';
import { ServerTable } from './ServerTable';
import { StreamsPanel } from './StreamsPanel';
import styles from './StatusTabs.module.css';

/** The consumers, streams and servers of a broker, a tab each; which one is in the address. */
export function StatusTabs(props: {
  status: KnownStatus;
  /** A full reference to the entity that names them. */
  entityRef: string;
}) {
  const { broker, consumers, streams = [] } = props.status;
  const { moreConsumers = 0, moreStreams = 0 } = props.status;
  const { t } = useTranslationRef(natsTranslationRef);
  const formats = useFormats();
  const [view, setView] = useAddressParameter('view');
  const [opened, setOpened] = useAddressParameter('consumer');
  const [openedStream, setOpenedStream] = useAddressParameter('stream');
  const shown = consumers.find(consumer => toAddress(consumer) === opened);
  const shownStream = streams.find(
    stream => streamAddress(stream) === openedStream,
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
        <>
          <ConsumersPanel
            consumers={consumers}
            reached={broker.sampledAt !== undefined}
            onOpen={consumer => setOpened(toAddress(consumer))}
          />
          <MoreHint
            what="consumers"
            broker={broker.name}
            shown={consumers.length}
            more={moreConsumers}
          />
        </>
      ),
    },
    streams: {
      label: t('streams.label'),
      count: streams.length + moreStreams,
      panel: (
        <>
          <StreamsPanel
            streams={streams}
            now={now}
            onOpen={stream => setOpenedStream(streamAddress(stream))}
          />
          <MoreHint
            what="streams"
            broker={broker.name}
            shown={streams.length}
            more={moreStreams}
          />
        </>
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
      {shown && (
        <ConsumerDrawer
          broker={broker.name}
          consumer={shown}
          entityRef={props.entityRef}
          onClose={() => setOpened(undefined)}
        />
      )}
      {shownStream && (
        <StreamDrawer
          stream={shownStream}
          now={now}
          onClose={() => setOpenedStream(undefined)}
        />
      )}
    </>
  );
}
