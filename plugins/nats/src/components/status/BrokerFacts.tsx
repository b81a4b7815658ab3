import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { BrokerStatus } from '@nats-portal/plugin-nats-common';
import { natsTranslationRef } from '../../translation';
import { ServerMarks } from './ServerMarks';
import { StorageBar } from './StorageBar';
import styles from './BrokerFacts.module.css';

/** A broker in two facts: its servers with their versions; its storage. */
export function BrokerFacts(props: {
  broker: BrokerStatus;
  /** One fact below the other, or beside it where there is room. */
  layout?: 'column' | 'row';
}) {
  const { broker, layout = 'column' } = props;
  const { t } = useTranslationRef(natsTranslationRef);
  const versions = [
    ...new Set(broker.servers.map(({ version }) => version)),
  ].sort();
  return (
    <dl className={styles.root} data-layout={layout}>
      <dt className={styles.label}>{t('broker.label')}</dt>
      <dd className={styles.value}>
        <span className={styles.name}>{broker.name}</span>
        {versions.length > 0 && (
          <span className={styles.versions}>
            {versions
              .map(version => t('broker.version', { version }))
              .join(', ')}
          </span>
        )}
        <ServerMarks broker={broker} />
      </dd>
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
