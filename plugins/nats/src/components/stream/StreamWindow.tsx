import { Skeleton } from '@backstage/ui';
import { useState } from 'react';
import { StreamAddress } from '../../api/NatsApi';
import { useStreamDetail } from '../../hooks/useStreamDetail';
import { WINDOW_CHART_HEIGHT } from '../chart/WindowCharts';
import { DetailState } from '../drawer/DetailState';
import { HistoryView } from '../history/HistoryView';
import { RangeChoice, ShownRange } from '../history/RangeChoice';
import { StreamCharts } from './StreamCharts';

/** Three charts with their headings. */
const CHARTS_HEIGHT = 3 * (WINDOW_CHART_HEIGHT + 56);

function LastHour(props: StreamAddress) {
  const polled = useStreamDetail(props);
  const { data, error } = polled;
  return (
    <>
      <DetailState polled={polled} />
      {data && <StreamCharts detail={data} />}
      {!data && !error && <Skeleton width="100%" height={CHARTS_HEIGHT} />}
    </>
  );
}

/** How a stream was: its last hour first, days where somebody keeps them. */
export function StreamWindow(props: StreamAddress) {
  const { broker, account, stream } = props;
  const [range, setRange] = useState<ShownRange>('1h');
  return (
    <>
      <RangeChoice chosen={range} onChange={setRange} />
      {range === '1h' ? (
        <LastHour {...props} />
      ) : (
        <HistoryView address={{ broker, account, stream, range }} />
      )}
    </>
  );
}
