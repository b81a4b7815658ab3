import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { BrokerStatus } from '@nats-portal/plugin-nats-common';
import { natsTranslationRef } from '../../translation';
import { ServerMarks } from './ServerMarks';
import { StorageBar } from './StorageBar';
import styles from './BrokerFacts.module.css';

/** A broker in two lines: name, versions and servers; storage. */
export function BrokerFacts(props: {
  broker: BrokerStatus;
  /** Without the name, where a heading has it. */
  unnamed?: boolean;
}) {
  const { broker, unnamed } = props;
  const { t } = useTranslationRef(natsTranslationRef);
  const versions = [
    ...new Set(broker.servers.map(({ version }) => version)),
  ].sort();
  return (
    <dl className={styles.root}>
      <dt className={styles.label}>
        {t(unnamed ? 'broker.servers' : 'broker.label')}
      </dt>
      <dd className={styles.value}>
        {!unnamed && <span className={styles.name}>{broker.name}</span>}
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
        <StorageBar storage={broker.storage} />
      </dd>
    </dl>
  );
}
