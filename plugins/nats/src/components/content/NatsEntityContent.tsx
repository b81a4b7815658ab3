import { stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Card, CardBody, CardHeader, Skeleton, Text } from '@backstage/ui';
import { NATS_CONSUMERS_ANNOTATION } from '@nats-portal/plugin-nats-common';
import { useEntityStatus } from '../../hooks/useEntityStatus';
import { summarize } from '../../status/summarize';
import { natsTranslationRef } from '../../translation';
import { BrokerFacts } from '../status/BrokerFacts';
import { ConsumerTable } from './ConsumerTable';
import { Findings } from '../Findings';
import { Freshness, RefreshButton } from '../status/Freshness';
import { Hint } from '../Hint';
import { ServerTable } from './ServerTable';
import {
  AnnotationGate,
  KnownStatus,
  Numbers,
  StatusGate,
} from '../status/StatusGate';
import { StatusSentence } from '../status/StatusSentence';
import styles from './NatsEntityContent.module.css';

const CONSUMERS_EXAMPLE = `metadata:
  annotations:
    ${NATS_CONSUMERS_ANNOTATION}: JOBS/echo-workers, ORDERS/*`;

function ContentSkeleton() {
  return (
    <div className={styles.sections} data-testid="nats-content-skeleton">
      <Skeleton height={24} width="60%" />
      {['broker', 'consumers'].map(section => (
        <Card key={section}>
          <CardBody>
            <Skeleton height={220} width="100%" />
          </CardBody>
        </Card>
      ))}
    </div>
  );
}

function Heading(props: { children: string }) {
  return (
    <Text
      as="h2"
      variant="title-x-small"
      weight="bold"
      className={styles.heading}
    >
      {props.children}
    </Text>
  );
}

function Broker(props: { status: KnownStatus }) {
  const { broker } = props.status;
  const { t } = useTranslationRef(natsTranslationRef);
  return (
    <Card>
      <CardHeader>
        <Heading>{t('broker.heading', { name: broker.name })}</Heading>
      </CardHeader>
      <CardBody>
        <BrokerFacts broker={broker} unnamed />
        {broker.servers.length > 0 && <ServerTable servers={broker.servers} />}
      </CardBody>
    </Card>
  );
}

function Consumers(props: { status: KnownStatus }) {
  const { broker, consumers } = props.status;
  const { t } = useTranslationRef(natsTranslationRef);
  const reached = broker.sampledAt !== undefined;
  return (
    <Card>
      <CardHeader>
        <Heading>{t('consumers.label')}</Heading>
      </CardHeader>
      <CardBody>
        {consumers.length > 0 ? (
          <ConsumerTable consumers={consumers} />
        ) : (
          <Hint
            title={t('empty.title')}
            description={t(
              reached ? 'empty.description' : 'empty.neverReached',
            )}
            example={reached ? CONSUMERS_EXAMPLE : undefined}
          />
        )}
      </CardBody>
    </Card>
  );
}

function PolledContent() {
  const { entity } = useEntity();
  const polled = useEntityStatus(stringifyEntityRef(entity));
  return (
    <StatusGate polled={polled} skeleton={<ContentSkeleton />}>
      {(status, stale) => {
        const summary = summarize(status);
        return (
          <>
            <div className={styles.top}>
              <div className={styles.sentence}>
                {summary && <StatusSentence summary={summary} />}
                <Freshness polled={polled} />
              </div>
              <RefreshButton polled={polled} />
            </div>
            <Findings findings={status.findings} />
            <Numbers stale={stale}>
              <Broker status={status} />
              <Consumers status={status} />
            </Numbers>
          </>
        );
      }}
    </StatusGate>
  );
}

/** Everything about the broker and the consumers that an entity names. */
export function NatsEntityContent() {
  const { entity } = useEntity();
  return (
    <AnnotationGate entity={entity} wrap={hint => hint}>
      <PolledContent />
    </AnnotationGate>
  );
}
