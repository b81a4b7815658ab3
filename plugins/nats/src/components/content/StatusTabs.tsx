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
import { natsTranslationRef } from '../../translation';
import { ConsumerDrawer } from '../consumer/ConsumerDrawer';
import { KnownStatus } from '../status/StatusGate';
import { ConsumersPanel } from './ConsumersPanel';
import { ServerTable } from './ServerTable';
import styles from './StatusTabs.module.css';

/** The consumers and the servers of a broker, a tab each; which one is in the address. */
export function StatusTabs(props: { status: KnownStatus }) {
  const { broker, consumers } = props.status;
  const { t } = useTranslationRef(natsTranslationRef);
  const formats = useFormats();
  const [view, setView] = useAddressParameter('view');
  const [opened, setOpened] = useAddressParameter('consumer');
  const shown = consumers.find(consumer => toAddress(consumer) === opened);
  const tabs: Record<
    string,
    { label: string; count: number; panel: ReactNode }
  > = {
    consumers: {
      label: t('consumers.label'),
      count: consumers.length,
      panel: (
        <ConsumersPanel
          consumers={consumers}
          reached={broker.sampledAt !== undefined}
          onOpen={consumer => setOpened(toAddress(consumer))}
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
          <Text color="secondary">{t('server.none')}</Text>
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
        <ConsumerDrawer consumer={shown} onClose={() => setOpened(undefined)} />
      )}
    </>
  );
}
