import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ConsumerPoint,
  TrendPoint,
  VerdictChange,
} from '@nats-portal/plugin-nats-common';
import { useMemo } from 'react';
import { useFormats } from '../../hooks/useFormats';
import { natsTranslationRef } from '../../translation';
import { WindowChart, WindowCharts } from '../chart/WindowCharts';

/** A moment of the window; a trend knows no rates. */
export type ChartPoint = TrendPoint &
  Pick<ConsumerPoint, 'deliveredPerSecond' | 'finishedPerSecond'>;

function useCharts(
  points: readonly ChartPoint[],
  withRates: boolean,
): WindowChart[] {
  const { t } = useTranslationRef(natsTranslationRef);
  const formats = useFormats();
  return useMemo(() => {
    const color = '--bui-fg-announcement';
    const backlog: WindowChart = {
      title: t('chart.backlog'),
      series: [
        {
          id: 'backlog',
          label: t('chart.waiting'),
          heading: t('consumers.backlog'),
          values: points.map(point => point.backlog),
          line: 'solid',
          color,
        },
      ],
      formatValue: formats.count,
      formatTick: formats.compact,
    };
    const rates: WindowChart = {
      title: t('chart.rates'),
      series: [
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
      formatValue: formats.rate,
      formatTick: formats.compact,
    };
    return withRates ? [backlog, rates] : [backlog];
  }, [points, withRates, t, formats]);
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
  const times = useMemo(() => points.map(({ at }) => at), [points]);
  return (
    <WindowCharts
      times={times}
      charts={useCharts(points, withRates)}
      changes={changes}
      withChanges={withRates}
    />
  );
}
