import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  EntityMessaging,
  readEntityMessaging,
} from '@nats-portal/plugin-nats-common';
import { useMemo } from 'react';
import { useEntityStatus } from '../../hooks/useEntityStatus';
import { expectedConsumers } from '../../status/expectedConsumers';
import { listScope } from '../../status/listScope';
import { summarize } from '../../status/summarize';
import { Findings } from '../Findings';
import { BrokerFacts, BrokerFactsSkeleton } from '../status/BrokerFacts';
import { BrokerVerdicts } from '../status/BrokerVerdicts';
import { Freshness, RefreshButton } from '../status/Freshness';
import { SentenceSkeleton } from '../status/Sentence';
import { AnnotationGate, Numbers, StatusGate } from '../status/StatusGate';
import { StatusSentence } from '../status/StatusSentence';
import { StatusTabs, StatusTabsSkeleton } from './StatusTabs';
import styles from './NatsEntityContent.module.css';

/** Rows of a table of which nobody knows how long it is. */
const ASSUMED_ROWS = 10;

/** The tab before anything is known but what the annotations say. */
function ContentSkeleton(props: { messaging: EntityMessaging }) {
  const { messaging } = props;
  return (
    <div className={styles.sections} data-testid="nats-content-skeleton">
      <div className={styles.sentence}>
        <SentenceSkeleton room="page" />
        <div className={styles.age} />
      </div>
      <Findings findings={messaging.findings} />
      <BrokerFactsSkeleton layout="row" />
      <StatusTabsSkeleton rows={expectedConsumers(messaging, ASSUMED_ROWS)} />
    </div>
  );
}

function PolledContent() {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const polled = useEntityStatus(entityRef);
  const messaging = useMemo(() => readEntityMessaging(entity), [entity]);
  const scope = useMemo(() => listScope(messaging), [messaging]);
  return (
    <StatusGate
      polled={polled}
      skeleton={<ContentSkeleton messaging={messaging} />}
    >
      {(status, stale) => {
        const summary = summarize(status);
        return (
          <>
            <div className={styles.top}>
              <div className={styles.sentence}>
                {summary && <StatusSentence summary={summary} room="page" />}
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
