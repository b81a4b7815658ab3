import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { BrokerStatus } from '@nats-portal/plugin-nats-common';
import { natsTranslationRef } from '../../translation';
import styles from './ServerMarks.module.css';

/** More marks than this say less than the number beside them. */
const MAX_MARKS = 12;

/** A mark per server, filled where it answers, and the sum in words. */
export function ServerMarks(props: { broker: BrokerStatus }) {
  const { servers, expectedServers = 0 } = props.broker;
  const { t } = useTranslationRef(natsTranslationRef);
  if (servers.length === 0) {
    return <span>{t('broker.serversUnknown')}</span>;
  }
  const total = Math.max(servers.length, expectedServers);
  const missing = Array.from({ length: total - servers.length }, (_, i) => i);
  return (
    <span className={styles.root}>
      {total <= MAX_MARKS && (
        <span className={styles.marks} aria-hidden="true">
          {servers.map(({ name }) => (
            <span
              key={name}
              className={styles.answers}
              title={t('broker.serverAnswers', { name })}
            />
          ))}
          {missing.map(index => (
            <span
              key={index}
              className={styles.missing}
              title={t('broker.serverMissing')}
            />
          ))}
        </span>
      )}
      {t('broker.serversOf', {
        count: total,
        answering: `${servers.length}`,
        total: `${total}`,
      })}
    </span>
  );
}
