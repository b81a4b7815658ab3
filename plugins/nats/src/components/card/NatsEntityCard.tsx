import { stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';
import { Finding, readEntityMessaging } from '@nats-portal/plugin-nats-common';
import { useMemo } from 'react';
import { useEntityStatus } from '../../hooks/useEntityStatus';
import { expectedConsumers } from '../../status/expectedConsumers';
import { summarize } from '../../status/summarize';
import { natsTranslationRef } from '../../translation';
import { BacklogSum } from '../status/BacklogSum';
import { BrokerFacts, BrokerFactsSkeleton } from '../status/BrokerFacts';
import { Findings } from '../Findings';
import { Freshness, RefreshButton } from '../status/Freshness';
import { SentenceSkeleton } from '../status/Sentence';
import { AnnotationGate, Numbers, StatusGate } from '../status/StatusGate';
import { StatusSentence } from '../status/StatusSentence';
import {
  SHOWN_CONSUMERS,
  WorstConsumers,
  WorstConsumersSkeleton,
} from './WorstConsumers';
import styles from './NatsEntityCard.module.css';

/** Properties of {@link NatsEntityCard}. */
export interface NatsEntityCardProps {
  /** Where the tab with all consumers is; no link without it. */
  consumersHref?: string;
}

/** The card before anything is known but what the annotations say. */
function CardSkeleton(props: { rows: number; findings: readonly Finding[] }) {
  const { rows, findings } = props;
  return (
    <div className={styles.skeleton} data-testid="nats-card-skeleton">
      <SentenceSkeleton room="card" />
      <Findings findings={findings} />
      <BrokerFactsSkeleton withBacklog={rows > 1} />
      <WorstConsumersSkeleton rows={rows} />
    </div>
  );
}

function PolledCard(props: NatsEntityCardProps) {
  const { consumersHref } = props;
  const { entity } = useEntity();
  const { t } = useTranslationRef(natsTranslationRef);
  const polled = useEntityStatus(stringifyEntityRef(entity));
  const messaging = useMemo(() => readEntityMessaging(entity), [entity]);
  const rows = expectedConsumers(messaging, SHOWN_CONSUMERS);
  return (
    <EntityInfoCard
      title={t('title')}
      headerActions={<RefreshButton polled={polled} />}
      footerActions={
        <div className={styles.footer}>
          <Freshness polled={polled} />
          {consumersHref && (
            <Link href={consumersHref} variant="body-medium" standalone>
              {t('allConsumers')} <span aria-hidden="true">→</span>
            </Link>
          )}
        </div>
      }
    >
      <StatusGate
        polled={polled}
        skeleton={<CardSkeleton rows={rows} findings={messaging.findings} />}
      >
        {(status, stale) => {
          const { broker, consumers, moreConsumers = 0 } = status;
          const summary = summarize(status);
          return (
            <>
              {summary && <StatusSentence summary={summary} room="card" />}
              <Findings findings={status.findings} />
              <Numbers stale={stale}>
                <BrokerFacts
                  broker={broker}
                  // The line of a single consumer says the same.
                  backlog={
                    rows > 1 && (
                      <BacklogSum
                        consumers={consumers}
                        isPart={moreConsumers > 0}
                      />
                    )
                  }
                />
                <WorstConsumers
                  consumers={consumers}
                  rows={rows}
                  reached={broker.sampledAt !== undefined}
                />
              </Numbers>
            </>
          );
        }}
      </StatusGate>
    </EntityInfoCard>
  );
}

/**
 * The health of a broker and of the consumers that an entity names, in the width
 * of a card.
 */
export function NatsEntityCard(props: NatsEntityCardProps) {
  const { entity } = useEntity();
  const { t } = useTranslationRef(natsTranslationRef);
  return (
    <AnnotationGate
      entity={entity}
      wrap={children => (
        <EntityInfoCard title={t('title')}>{children}</EntityInfoCard>
      )}
    >
      <PolledCard {...props} />
    </AnnotationGate>
  );
}
