import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Skeleton, Text } from '@backstage/ui';
import {
  ConsumerStatus,
  NATS_CONSUMERS_ANNOTATION,
} from '@nats-portal/plugin-nats-common';
import { CSSProperties, useEffect, useMemo, useRef } from 'react';
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

/** How many rows a list has room for, whether there are as many or not. */
function roomFor(rows: number) {
  return { '--rows': rows } as CSSProperties;
}

/** Takes the room of {@link WorstConsumers} that are on their way. */
export function WorstConsumersSkeleton(props: { rows: number }) {
  return (
    <div className={styles.root} style={roomFor(props.rows)}>
      {Array.from({ length: props.rows }, (_, i) => (
        <div key={i} className={styles.item}>
          <Skeleton width="60%" height={20} />
          <Skeleton width="100%" height={24} />
        </div>
      ))}
    </div>
  );
}

/** The consumers that most need a look. */
export function WorstConsumers(props: {
  consumers: ConsumerStatus[];
  /** How many were expected: nothing moves where there are fewer. */
  rows: number;
  /** The broker answered at least once, so that none means none. */
  reached: boolean;
}) {
  const { consumers, rows, reached } = props;
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

  if (shown.length === 0) {
    return (
      <Text as="p" className={styles.root} style={roomFor(rows)}>
        {reached
          ? t('empty.card', { annotation: NATS_CONSUMERS_ANNOTATION })
          : t('empty.neverReached')}
      </Text>
    );
  }
  return (
    <ul
      className={styles.root}
      style={roomFor(rows)}
      aria-label={t('consumers.label')}
    >
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
