import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Skeleton } from '@backstage/ui';
import { BrokerStatus } from '@nats-portal/plugin-nats-common';
import { ReactNode } from 'react';
import { natsTranslationRef } from '../../translation';
import { ServerMarks } from './ServerMarks';
import { StorageBar } from './StorageBar';
import styles from './BrokerFacts.module.css';

/** One fact below the other, or beside it where there is room. */
type Layout = 'column' | 'row';

/** Takes the room of {@link BrokerFacts} that are on their way. */
export function BrokerFactsSkeleton(props: {
  layout?: Layout;
  withBacklog?: boolean;
}) {
  const { layout = 'column', withBacklog = false } = props;
  return (
    <div
      className={styles.skeleton}
      data-layout={layout}
      data-backlog={withBacklog}
    >
      <Skeleton width="100%" height="100%" />
    </div>
  );
}

/** A broker in two facts: its servers with their versions; its storage. */
export function BrokerFacts(props: {
  broker: BrokerStatus;
  layout?: Layout;
  /** What its consumers have waiting. */
  backlog?: ReactNode;
}) {
  const { broker, layout = 'column', backlog } = props;
  const { t } = useTranslationRef(natsTranslationRef);
  const versions = [
    ...new Set(broker.servers.map(({ version }) => version)),
  ].sort();
  return (
    <dl className={styles.root} data-layout={layout}>
      <dt className={styles.label}>{t('broker.label')}</dt>
      <dd className={styles.value}>
        <span className={styles.broker}>
          <span className={styles.name}>{broker.name}</span>
          {versions.length > 0 && (
            <span className={styles.versions}>
              {versions
                .map(version => t('broker.version', { version }))
                .join(', ')}
            </span>
          )}
        </span>
        <ServerMarks broker={broker} />
      </dd>
      {backlog && (
        <>
          <dt className={styles.label}>{t('consumers.backlog')}</dt>
          <dd className={styles.value}>{backlog}</dd>
        </>
      )}
      <dt className={styles.label}>{t('storage.label')}</dt>
      <dd className={styles.value}>
        <StorageBar
          storage={broker.storage}
          forecast={broker.storageForecast}
        />
      </dd>
    </dl>
  );
}
