import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Accordion,
  AccordionPanel,
  AccordionTrigger,
  Text,
} from '@backstage/ui';
import { VerdictChange } from '@nats-portal/plugin-nats-common';
import { useId, useMemo, useState } from 'react';
import { useFormats } from '../../hooks/useFormats';
import { natsTranslationRef } from '../../translation';
import { ChartPanel } from '../chart/ChartPanel';
import { ZoomFoot } from '../chart/ZoomFoot';
import { ChartSeries, TimeMark, TimeRange } from '../chart/ChartData';
import { ChartPoint, PointTable } from './PointTable';
import { VerdictChanges } from './VerdictChanges';
import styles from './ConsumerCharts.module.css';

const HEIGHT = 180;

function useSeries(points: readonly ChartPoint[]) {
  const { t } = useTranslationRef(natsTranslationRef);
  return useMemo((): { backlog: ChartSeries[]; rates: ChartSeries[] } => {
    const color = '--bui-fg-announcement';
    return {
      backlog: [
        {
          id: 'backlog',
          label: t('chart.waiting'),
          values: points.map(({ backlog }) => backlog),
          line: 'solid',
          color,
        },
      ],
      rates: [
        {
          id: 'delivered',
          label: t('chart.delivered'),
          values: points.map(point => point.deliveredPerSecond),
          line: 'solid',
          color,
        },
        {
          id: 'finished',
          label: t('chart.finished'),
          values: points.map(point => point.finishedPerSecond),
          line: 'dashed',
          color: '--bui-fg-positive',
        },
      ],
    };
  }, [points, t]);
}

/** The window of a consumer over time, as lines and as a table. */
export function ConsumerCharts(props: {
  points: readonly ChartPoint[];
  /** When the verdict was another than before; absent while nobody knows. */
  changes?: readonly VerdictChange[];
  /** The rates are there, or will be. */
  withRates: boolean;
}) {
  const { points, changes, withRates } = props;
  const { t } = useTranslationRef(natsTranslationRef);
  const formats = useFormats();
  const syncKey = useId();
  const [range, setRange] = useState<TimeRange>();
  const times = useMemo(() => points.map(({ at }) => at), [points]);
  const series = useSeries(points);
  const marks = useMemo(
    () =>
      changes?.map(
        ({ at, level, reason }): TimeMark => ({ at, level, label: reason }),
      ),
    [changes],
  );
  if (points.length < 2) {
    return <Text>{t('chart.tooFew')}</Text>;
  }
  const shared = {
    times,
    marks,
    range,
    onRange: setRange,
    height: HEIGHT,
    syncKey,
  };
  return (
    <div className={styles.root}>
      <ChartPanel
        {...shared}
        title={t('chart.backlog')}
        series={series.backlog}
        formatValue={formats.count}
        formatTick={formats.compact}
      />
      {withRates && (
        <ChartPanel
          {...shared}
          title={t('chart.rates')}
          series={series.rates}
          formatValue={formats.rate}
          formatTick={formats.compact}
        />
      )}
      <ZoomFoot
        text={t('chart.zoom', {
          duration: formats.duration(
            (times[times.length - 1] - times[0]) / 1000,
          ),
        })}
        isZoomed={range !== undefined}
        onShowAll={() => setRange(undefined)}
      />
      {withRates && (
        <Accordion>
          <AccordionTrigger
            title={t('chart.changesOf', {
              total: changes ? formats.count(changes.length) : t('none'),
            })}
          />
          <AccordionPanel>
            {changes && <VerdictChanges changes={changes} />}
          </AccordionPanel>
        </Accordion>
      )}
      <Accordion>
        <AccordionTrigger title={t('chart.table')} />
        <AccordionPanel>
          <PointTable points={points} withRates={withRates} />
        </AccordionPanel>
      </Accordion>
    </div>
  );
}
