import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { StreamDetail, StreamPoint } from '@nats-portal/plugin-nats-common';
import { useMemo } from 'react';
import { useFormats } from '../../hooks/useFormats';
import { natsTranslationRef } from '../../translation';
import { WindowChart, WindowCharts } from '../chart/WindowCharts';

function useCharts(points: readonly StreamPoint[]): WindowChart[] {
  const { t } = useTranslationRef(natsTranslationRef);
  const formats = useFormats();
  return useMemo(() => {
    const color = '--bui-fg-announcement';
    return [
      {
        title: t('streams.messages'),
        series: [
          {
            id: 'messages',
            label: t('chart.held'),
            heading: t('streams.messages'),
            values: points.map(({ messages }) => messages),
            line: 'solid',
            color,
          },
        ],
        formatValue: formats.count,
        formatTick: formats.compact,
      },
      {
        title: t('streams.size'),
        series: [
          {
            id: 'bytes',
            label: t('chart.held'),
            heading: t('streams.size'),
            values: points.map(({ bytes }) => bytes),
            line: 'solid',
            color,
          },
        ],
        formatValue: formats.size,
        formatTick: formats.size,
      },
      {
        title: t('chart.rates'),
        series: [
          {
            id: 'published',
            label: t('chart.published'),
            values: points.map(({ publishedPerSecond }) => publishedPerSecond),
            line: 'solid',
            color,
          },
          {
            id: 'removed',
            label: t('chart.removed'),
            values: points.map(({ removedPerSecond }) => removedPerSecond),
            line: 'dashed',
            color: '--bui-fg-positive',
          },
        ],
        formatValue: formats.rate,
        formatTick: formats.compact,
      },
    ];
  }, [points, t, formats]);
}

/** What a stream held and did within the last hour, as lines and as a table. */
export function StreamCharts(props: { detail: StreamDetail }) {
  const { samples, changes } = props.detail;
  const times = useMemo(() => samples.map(({ at }) => at), [samples]);
  return (
    <WindowCharts
      times={times}
      charts={useCharts(samples)}
      changes={changes}
      withChanges
    />
  );
}
