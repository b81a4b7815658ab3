import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Accordion,
  AccordionPanel,
  AccordionTrigger,
  Button,
  Text,
} from '@backstage/ui';
import { TrendPoint } from '@nats-portal/plugin-nats-common';
import { useId, useMemo, useState } from 'react';
import { useFormats } from '../../hooks/useFormats';
import { natsTranslationRef } from '../../translation';
import { ChartPanel } from '../chart/ChartPanel';
import { ChartSeries, TimeRange } from '../chart/ChartData';
import { PointTable } from './PointTable';
import styles from './ConsumerCharts.module.css';

const HEIGHT = 180;

/** The window of a consumer over time, as lines and as a table. */
export function ConsumerCharts(props: { points: readonly TrendPoint[] }) {
  const { points } = props;
  const { t } = useTranslationRef(natsTranslationRef);
  const formats = useFormats();
  const syncKey = useId();
  const [range, setRange] = useState<TimeRange>();
  const times = useMemo(() => points.map(({ at }) => at), [points]);
  const backlog = useMemo(
    (): ChartSeries[] => [
      {
        id: 'backlog',
        label: t('chart.waiting'),
        values: points.map(point => point.backlog),
        line: 'solid',
        color: '--bui-fg-announcement',
      },
    ],
    [points, t],
  );
  if (points.length < 2) {
    return <Text>{t('chart.tooFew')}</Text>;
  }
  return (
    <div className={styles.root}>
      <ChartPanel
        title={t('chart.backlog')}
        times={times}
        series={backlog}
        range={range}
        onRange={setRange}
        height={HEIGHT}
        formatValue={formats.count}
        formatTick={formats.compact}
        syncKey={syncKey}
      />
      <div className={styles.foot}>
        <Text variant="body-small">
          {range ? t('chart.zoomed') : t('chart.zoom')}
        </Text>
        <Button
          size="small"
          variant="secondary"
          isDisabled={!range}
          onPress={() => setRange(undefined)}
        >
          {t('chart.showAll')}
        </Button>
      </div>
      <Accordion>
        <AccordionTrigger title={t('chart.table')} />
        <AccordionPanel>
          <PointTable points={points} />
        </AccordionPanel>
      </Accordion>
    </div>
  );
}
