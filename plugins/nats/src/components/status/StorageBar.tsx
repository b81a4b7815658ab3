import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { BrokerStatus } from '@nats-portal/plugin-nats-common';
import { toSize } from '../../format/formatsOf';
import { useFormats } from '../../hooks/useFormats';
import { natsTranslationRef } from '../../translation';
import styles from './StorageBar.module.css';

/** Used JetStream storage as a bar and in words, and when it is full. */
export function StorageBar(props: {
  storage: BrokerStatus['storage'];
  forecast?: BrokerStatus['storageForecast'];
}) {
  const { storage, forecast } = props;
  const { t } = useTranslationRef(natsTranslationRef);
  const formats = useFormats();
  if (!storage) {
    return <span>{t('storage.unknown')}</span>;
  }
  const { used, limit } = storage;
  if (!limit) {
    return <span>{t('storage.unlimited', { used: formats.size(used) })}</span>;
  }
  const share = Math.min(1, used / limit);
  const sameUnit = toSize(used).unit === toSize(limit).unit;
  const words = t('storage.usedOf', {
    used: sameUnit ? formats.sizeValue(toSize(used).value) : formats.size(used),
    limit: formats.size(limit),
  });
  return (
    <span className={styles.root}>
      <span
        role="meter"
        aria-label={t('storage.label')}
        aria-valuenow={Math.round(share * 100)}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuetext={words}
        className={styles.track}
      >
        <span className={styles.used} style={{ width: `${share * 100}%` }} />
      </span>
      <span className={styles.words}>{words}</span>
      {forecast && (
        <span className={styles.words}>
          {t('storage.fullIn', {
            server: forecast.server,
            duration: formats.duration(forecast.seconds),
          })}
        </span>
      )}
    </span>
  );
}
