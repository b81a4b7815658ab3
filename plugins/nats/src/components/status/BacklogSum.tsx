import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ConsumerStatus } from '@nats-portal/plugin-nats-common';
import { useMemo } from 'react';
import { useFormats } from '../../hooks/useFormats';
import { sumTrends } from '../../status/sumTrends';
import { natsTranslationRef } from '../../translation';
import { Sparkline } from './Sparkline';
import styles from './BrokerFacts.module.css';

/** What all consumers of a view have waiting, and how it came to it. */
export function BacklogSum(props: {
  consumers: readonly ConsumerStatus[];
  /** There are others, of which nothing is known here. */
  isPart: boolean;
}) {
  const { consumers, isPart } = props;
  const { t } = useTranslationRef(natsTranslationRef);
  const formats = useFormats();
  const trend = useMemo(
    () => sumTrends(consumers.map(consumer => consumer.trend)),
    [consumers],
  );
  const known = consumers.flatMap(({ counters }) => counters ?? []);
  const backlog = formats.count(
    known.reduce((sum, counters) => sum + counters.backlog, 0),
  );
  const isLeast = isPart || known.length < consumers.length;
  return (
    <>
      <Sparkline points={trend} />
      <span className={styles.words}>
        {known.length > 0
          ? t(isLeast ? 'consumers.waitingLeast' : 'consumers.waiting', {
              backlog,
            })
          : t('consumers.none')}
      </span>
    </>
  );
}
