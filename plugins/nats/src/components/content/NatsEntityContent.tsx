import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Skeleton } from '@backstage/ui';
import { readEntityMessaging } from '@nats-portal/plugin-nats-common';
import { useMemo } from 'react';
import { useEntityStatus } from '../../hooks/useEntityStatus';
import { listScope } from '../../status/listScope';
import { summarize } from '../../status/summarize';
import { Findings } from '../Findings';
import { BrokerFacts } from '../status/BrokerFacts';
import { BrokerVerdicts } from '../status/BrokerVerdicts';
import { Freshness, RefreshButton } from '../status/Freshness';
import { AnnotationGate, Numbers, StatusGate } from '../status/StatusGate';
import { StatusSentence } from '../status/StatusSentence';
import { StatusTabs } from './StatusTabs';
import styles from './NatsEntityContent.module.css';

function ContentSkeleton() {
  return (
    <div className={styles.sections} data-testid="nats-content-skeleton">
      <Skeleton height={24} width="60%" />
      <Skeleton height={52} width="100%" />
      <Skeleton height={280} width="100%" />
    </div>
  );
}

function PolledContent() {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const polled = useEntityStatus(entityRef);
  const scope = useMemo(() => listScope(readEntityMessaging(entity)), [entity]);
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
              <BrokerFacts broker={status.broker} layout="row" />
              <BrokerVerdicts broker={status.broker} />
              <StatusTabs status={status} entity={entity} scope={scope} />
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
