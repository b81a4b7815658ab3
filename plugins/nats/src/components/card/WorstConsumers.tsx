import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ConsumerStatus } from '@nats-portal/plugin-nats-common';
import { useEffect, useMemo, useRef } from 'react';
import { useFormats } from '../../hooks/useFormats';
import { chooseWorst } from '../../status/chooseWorst';
import { consumerKey, consumerName } from '../../status/consumerKey';
import { natsTranslationRef } from '../../translation';
import { DrainText } from '../status/DrainText';
import { Sparkline } from '../status/Sparkline';
import { VerdictMark } from '../status/VerdictMark';
import styles from './WorstConsumers.module.css';

/** How many consumers the card has room for. */
export const SHOWN_CONSUMERS = 3;

/** The consumers that most need a look. */
export function WorstConsumers(props: { consumers: ConsumerStatus[] }) {
  const { consumers } = props;
  const { t } = useTranslationRef(natsTranslationRef);
  const formats = useFormats();
  const previous = useRef<string[]>([]);
  const shown = useMemo(
    () => chooseWorst(consumers, SHOWN_CONSUMERS, previous.current),
    [consumers],
  );
  useEffect(() => {
    previous.current = shown.map(consumerKey);
  }, [shown]);

  return (
    <ul className={styles.root} aria-label={t('consumers.label')}>
      {shown.map(consumer => (
        <li key={consumerKey(consumer)} className={styles.item}>
          <span className={styles.top}>
            <span className={styles.name} title={consumerName(consumer)}>
              {consumerName(consumer)}
            </span>
            <VerdictMark verdict={consumer.verdict} />
          </span>
          <span className={styles.bottom}>
            <Sparkline points={consumer.trend} />
            <span className={styles.number}>
              {consumer.counters
                ? t('consumers.waiting', {
                    backlog: formats.count(consumer.counters.backlog),
                  })
                : t('consumers.none')}
            </span>
            <span className={styles.drain}>
              <DrainText consumer={consumer} style="phrase" />
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}
