import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Skeleton } from '@backstage/ui';
import { FleetBroker } from '@nats-portal/plugin-nats-common';
import { useMemo } from 'react';
import { fleetTotals } from '../../fleet/fleetTotals';
import { useFormats } from '../../hooks/useFormats';
import { natsTranslationRef } from '../../translation';
import styles from './FleetSums.module.css';
import { LevelCounts } from './LevelCounts';

/** Takes the room of {@link FleetSums} that are on their way. */
export function FleetSumsSkeleton() {
  return (
    <div className={styles.skeleton}>
      <Skeleton width="50%" height="100%" />
    </div>
  );
}

/** All brokers, servers and consumers in one line, with how they do. */
export function FleetSums(props: { brokers: readonly FleetBroker[] }) {
  const { t } = useTranslationRef(natsTranslationRef);
  const { count } = useFormats();
  const { brokers, servers, consumers } = useMemo(
    () => fleetTotals(props.brokers),
    [props.brokers],
  );
  return (
    <dl className={styles.root}>
      <div className={styles.fact}>
        <dt>{t('fleet.brokers')}</dt>
        <dd>
          {count(props.brokers.length)} <LevelCounts counts={brokers} />
        </dd>
      </div>
      <div className={styles.fact}>
        <dt>{t('broker.servers')}</dt>
        <dd>
          {t('broker.serversOf', {
            count: servers.total,
            answering: count(servers.answering),
            total: servers.isLeast
              ? t('broker.least', { total: count(servers.total) })
              : count(servers.total),
          })}
        </dd>
      </div>
      {consumers && (
        <div className={styles.fact}>
          <dt>{t('consumers.label')}</dt>
          <dd>
            {count(Object.values(consumers).reduce((sum, of) => sum + of, 0))}{' '}
            <LevelCounts counts={consumers} />
          </dd>
        </div>
      )}
    </dl>
  );
}
