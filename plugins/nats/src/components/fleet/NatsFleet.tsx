import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Card, CardBody, Skeleton, Text } from '@backstage/ui';
import { FleetConsumer, FleetStatus } from '@nats-portal/plugin-nats-common';
import { useMemo } from 'react';
import { useAddressParameter } from '../../hooks/useAddressParameter';
import { useCatalogView } from '../../hooks/useCatalogView';
import { useFleet } from '../../hooks/useFleet';
import { useFormats } from '../../hooks/useFormats';
import { readAddress, toAddress } from '../../status/consumerKey';
import { natsTranslationRef } from '../../translation';
import { LinkedConsumerDrawer } from '../consumer/LinkedConsumerDrawer';
import { Hint } from '../Hint';
import { BehindText } from '../status/BehindText';
import { Freshness, RefreshButton } from '../status/Freshness';
import { PolledGate } from '../status/PolledGate';
import { SentenceSkeleton } from '../status/Sentence';
import { Numbers } from '../status/StatusGate';
import { BrokerDrawer } from './BrokerDrawer';
import { BrokersPanel } from './BrokersPanel';
import { EntityLink } from './EntityLink';
import { FleetSentence } from './FleetSentence';
import { FleetSums, FleetSumsSkeleton } from './FleetSums';
import { WorstOfAll } from './WorstOfAll';
import styles from './NatsFleet.module.css';

const CONFIG_EXAMPLE = `nats:
  brokers:
    - name: production
      cluster: production
      servers: [tls://nats.example.com:4222]
      system: { user: backstage, password: '\${NATS_SYSTEM_PASSWORD}' }`;

function FleetSkeleton() {
  return (
    <div className={styles.root} data-testid="nats-fleet-skeleton">
      <div className={styles.sentence}>
        <SentenceSkeleton room="page" />
        <div className={styles.age} />
      </div>
      <FleetSumsSkeleton />
      <Skeleton height={420} width="100%" />
      <Skeleton height={240} width="100%" />
    </div>
  );
}

function addressOf(consumer: FleetConsumer): string {
  return `${consumer.broker} ${toAddress(consumer)}`;
}

/** No name of a stream, consumer or account has white space; that of a broker may. */
function readFleetAddress(text: string): { broker: string; address: string } {
  const space = text.lastIndexOf(' ');
  return {
    broker: text.slice(0, Math.max(0, space)),
    address: text.slice(space + 1),
  };
}

function KnownFleet(props: { status: FleetStatus }) {
  const { brokers, furthestBehind, largestBacklogs } = props.status;
  const { t } = useTranslationRef(natsTranslationRef);
  const formats = useFormats();
  const catalog = useCatalogView();
  const [broker, setBroker] = useAddressParameter('broker');
  const [consumer, setConsumer] = useAddressParameter('consumer');
  const rows = useMemo(
    () => brokers.map(item => ({ ...item, ...catalog.brokerOf(item.name) })),
    [brokers, catalog],
  );
  const opened = rows.find(({ name }) => name === broker);
  const openedConsumer = [
    ...(furthestBehind ?? []),
    ...(largestBacklogs ?? []),
  ].find(item => addressOf(item) === consumer);
  const linked =
    consumer === undefined ? undefined : readFleetAddress(consumer);
  const owned =
    linked &&
    catalog.consumerOf({
      ...readAddress(linked.address),
      broker: linked.broker,
    });
  const common = {
    catalog,
    onOpen: (item: FleetConsumer) => setConsumer(addressOf(item)),
  };
  return (
    <>
      <FleetSums brokers={brokers} />
      <Card>
        <CardBody>
          <BrokersPanel rows={rows} onOpen={({ name }) => setBroker(name)} />
        </CardBody>
      </Card>
      {furthestBehind && largestBacklogs ? (
        <div className={styles.lists}>
          <WorstOfAll
            {...common}
            title={t('fleet.furthestBehind')}
            consumers={furthestBehind}
            numberOf={item => <BehindText consumer={item} />}
          />
          <WorstOfAll
            {...common}
            title={t('fleet.largestBacklogs')}
            consumers={largestBacklogs}
            numberOf={({ counters }) =>
              counters ? formats.count(counters.backlog) : t('none')
            }
          />
        </div>
      ) : (
        <Text variant="body-medium">{t('fleet.noConsumers')}</Text>
      )}
      {opened && (
        <BrokerDrawer row={opened} onClose={() => setBroker(undefined)} />
      )}
      {linked && (
        <LinkedConsumerDrawer
          {...linked}
          consumer={openedConsumer}
          source={owned && <EntityLink {...owned} consumer={linked.address} />}
          onClose={() => setConsumer(undefined)}
        />
      )}
    </>
  );
}

/** All brokers, worst first, and the consumers that are furthest behind. */
export function NatsFleet() {
  const { t } = useTranslationRef(natsTranslationRef);
  const polled = useFleet();
  return (
    <PolledGate
      polled={polled}
      skeleton={<FleetSkeleton />}
      brokenTitle={t('fleet.broken')}
    >
      {(status, old) =>
        status.brokers.length > 0 ? (
          <div className={styles.root}>
            <div className={styles.top}>
              <div className={styles.sentence}>
                <FleetSentence brokers={status.brokers} />
                <Freshness polled={polled} />
              </div>
              <RefreshButton polled={polled} />
            </div>
            <Numbers stale={old}>
              <KnownFleet status={status} />
            </Numbers>
          </div>
        ) : (
          <Hint
            title={t('noBrokers.title')}
            description={t('noBrokers.description')}
            example={CONFIG_EXAMPLE}
          />
        )
      }
    </PolledGate>
  );
}
