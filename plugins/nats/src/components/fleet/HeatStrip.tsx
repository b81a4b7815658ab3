import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { VerdictLevel } from '@nats-portal/plugin-nats-common';
import { LEVELS } from '../../status/filterByVerdict';
import { useFormats } from '../../hooks/useFormats';
import { natsTranslationRef } from '../../translation';
import styles from './HeatStrip.module.css';

const HEIGHT = 20;
/** Pixels of a minute, and between two. */
const STEP = 2;

/** Worse is higher, so that the strip is read without its colours too. */
const HEIGHTS: Record<VerdictLevel, number> = {
  ok: 5,
  info: 8,
  unknown: 8,
  warning: 14,
  error: HEIGHT,
};

/** Runs of minutes of one level, so that an hour of peace is one shape and not sixty. */
function toRuns(minutes: readonly (VerdictLevel | null)[]) {
  const runs: { level: VerdictLevel | null; from: number; to: number }[] = [];
  minutes.forEach((level, minute) => {
    const last = runs[runs.length - 1];
    if (last?.level === level) {
      last.to = minute + 1;
    } else {
      runs.push({ level, from: minute, to: minute + 1 });
    }
  });
  return runs;
}

/** How each minute of the last hour was, oldest first. */
export function HeatStrip(props: {
  minutes: readonly (VerdictLevel | null)[];
}) {
  const { minutes } = props;
  const { t } = useTranslationRef(natsTranslationRef);
  const formats = useFormats();
  const parts = LEVELS.map(level => ({
    level,
    count: minutes.filter(minute => minute === level).length,
  })).filter(({ count }) => count > 0);
  const label = parts.length
    ? parts
        .map(({ level, count }) =>
          t('fleet.minutes', {
            level: t(`level.${level}`),
            duration: formats.duration(count * 60),
          }),
        )
        .join(', ')
    : t('fleet.noMinutes');
  const width = minutes.length * STEP;
  return (
    <svg
      role="img"
      aria-label={t('fleet.lastHourIs', { label })}
      className={styles.root}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      width={width}
      height={HEIGHT}
    >
      <title>{label}</title>
      <path className={styles.floor} d={`M0 ${HEIGHT - 0.5}H${width}`} />
      {toRuns(minutes).map(({ level, from, to }) =>
        level === null ? null : (
          <rect
            key={from}
            className={styles[level]}
            x={from * STEP}
            y={HEIGHT - HEIGHTS[level]}
            width={(to - from) * STEP}
            height={HEIGHTS[level]}
          />
        ),
      )}
    </svg>
  );
}
