import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Skeleton, Text } from '@backstage/ui';
import { LongHistory } from '@nats-portal/plugin-nats-common';
import { HistoryAddress } from '../../api/NatsApi';
import { useHistory } from '../../hooks/useHistory';
import { natsTranslationRef } from '../../translation';
import { Freshness } from '../status/Freshness';
import { PolledGate } from '../status/PolledGate';
import { Numbers } from '../status/StatusGate';
import { groupColumns } from './groupColumns';
import styles from './History.module.css';
import { CHART_HEIGHT, HistoryCharts } from './HistoryCharts';

/** Why there is nothing, or not all. */
function Problem(props: { history: LongHistory }) {
  const { history } = props;
  const { source, problem, broker } = history;
  const { t } = useTranslationRef(natsTranslationRef);
  if (source === 'none') {
    return <Text as="p">{t('history.none', { broker })}</Text>;
  }
  if (problem) {
    return <Text as="p">{problem}.</Text>;
  }
  return groupColumns(history).length === 0 ? (
    <Text as="p">{t('history.nothing')}</Text>
  ) : null;
}

/** Days of something as charts, or why there are none. */
export function HistoryView(props: { address: HistoryAddress }) {
  const { address } = props;
  const { t } = useTranslationRef(natsTranslationRef);
  const polled = useHistory(address);
  return (
    <PolledGate
      polled={polled}
      skeleton={<Skeleton width="100%" height={2 * CHART_HEIGHT} />}
      brokenTitle={t('history.broken')}
    >
      {(history, old) => (
        <div className={styles.root}>
          <Freshness polled={polled} />
          <Problem history={history} />
          {groupColumns(history).length > 0 && (
            <Numbers stale={old}>
              <HistoryCharts key={history.range} history={history} />
            </Numbers>
          )}
        </div>
      )}
    </PolledGate>
  );
}
