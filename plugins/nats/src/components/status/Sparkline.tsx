import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { TrendPoint } from '@nats-portal/plugin-nats-common';
import { useFormats } from '../../hooks/useFormats';
import { describeTrend } from '../../status/describeTrend';
import { sparklinePoints, toPath } from '../../status/sparklinePoints';
import { natsTranslationRef } from '../../translation';
import styles from './Sparkline.module.css';

const BOX = { width: 96, height: 24, padding: 2 };

/** The trend of a backlog in words, e.g. `backlog rose from 0 to 1,204 in 10 min`. */
export function useTrendLabel(points: readonly TrendPoint[]): string {
  const { t } = useTranslationRef(natsTranslationRef);
  const formats = useFormats();
  const trend = describeTrend(points);
  return trend
    ? t(`trend.${trend.direction}`, {
        from: formats.count(trend.from),
        to: formats.count(trend.to),
        least: formats.count(trend.least),
        most: formats.count(trend.most),
        during: formats.duration(trend.seconds),
      })
    : t('trend.none');
}

/** The trend of a backlog as a line the size of a word. */
export function Sparkline(props: { points: readonly TrendPoint[] }) {
  const label = useTrendLabel(props.points);
  const points = sparklinePoints(props.points, BOX);
  const floor = BOX.height - BOX.padding;
  const last = points[points.length - 1];
  return (
    <svg
      role="img"
      aria-label={label}
      className={styles.root}
      viewBox={`0 0 ${BOX.width} ${BOX.height}`}
      width={BOX.width}
      height={BOX.height}
    >
      <title>{label}</title>
      {last ? (
        <>
          <path
            className={styles.area}
            d={`${toPath(points)}L${last.x} ${floor}L${points[0].x} ${floor}Z`}
          />
          <path className={styles.line} d={toPath(points)} />
          <circle className={styles.end} cx={last.x} cy={last.y} r={2} />
        </>
      ) : (
        <path
          className={styles.none}
          d={`M${BOX.padding} ${floor}H${BOX.width - BOX.padding}`}
        />
      )}
    </svg>
  );
}
