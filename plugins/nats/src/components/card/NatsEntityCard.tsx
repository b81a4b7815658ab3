import { stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { Link, Skeleton } from '@backstage/ui';
import { useEntityStatus } from '../../hooks/useEntityStatus';
import { summarize } from '../../status/summarize';
import { natsTranslationRef } from '../../translation';
import { BrokerFacts } from '../status/BrokerFacts';
import { Findings } from '../Findings';
import { Freshness, RefreshButton } from '../status/Freshness';
import { AnnotationGate, Numbers, StatusGate } from '../status/StatusGate';
import { StatusSentence } from '../status/StatusSentence';
import { SHOWN_CONSUMERS, WorstConsumers } from './WorstConsumers';
import styles from './NatsEntityCard.module.css';

/** Properties of {@link NatsEntityCard}. */
export interface NatsEntityCardProps {
  /** Where the tab with all consumers is; no link without it. */
  consumersHref?: string;
}

function CardSkeleton() {
  return (
    <div className={styles.skeleton} data-testid="nats-card-skeleton">
      <Skeleton height={60} width="100%" />
      <Skeleton height={20} width="80%" />
      <Skeleton height={20} width="70%" />
      {Array.from({ length: SHOWN_CONSUMERS }, (_, i) => (
        <Skeleton key={i} height={48} width="100%" />
      ))}
    </div>
  );
}

function PolledCard(props: NatsEntityCardProps) {
  const { consumersHref } = props;
  const { entity } = useEntity();
  const { t } = useTranslationRef(natsTranslationRef);
  const polled = useEntityStatus(stringifyEntityRef(entity));
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
      <StatusGate polled={polled} skeleton={<CardSkeleton />}>
        {(status, stale) => {
          const summary = summarize(status);
          return (
            <>
              {summary && (
                <div className={styles.sentence}>
                  <StatusSentence summary={summary} />
                </div>
              )}
              <Findings findings={status.findings} />
              <Numbers stale={stale}>
                <BrokerFacts broker={status.broker} />
                {status.consumers.length > 0 && (
                  <WorstConsumers consumers={status.consumers} />
                )}
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
