import { useEffect, useRef } from 'react';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { ChartSeries, TimeRange, TimeMark } from './ChartData';
import { chartOptions } from './chartOptions';
import styles from './TimeChart.module.css';

/** Properties of {@link TimeChart}. */
export interface TimeChartProps {
  /** What it shows, for those who cannot see it. */
  label: string;
  /** Milliseconds since 1970, ascending. */
  times: readonly number[];
  series: readonly ChartSeries[];
  marks?: readonly TimeMark[];
  /** The part that is shown; all of it where absent. */
  range?: TimeRange;
  /** Somebody dragged over a part. */
  onRange(range: TimeRange): void;
  /** The index of the time under the pointer; undefined where there is none. */
  onHover(index: number | undefined): void;
  /** Pixels. */
  height: number;
  /** In few letters. */
  formatTick(value: number): string;
  locale: string;
  /** Charts of one name move their cursors together. */
  syncKey: string;
}

/** Lines over time, drawn on a canvas. */
export function TimeChart(props: TimeChartProps) {
  const { label, times, series, range, height, marks } = props;
  const element = useRef<HTMLDivElement>(null);
  const plot = useRef<UPlot>();
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  const names = series.map(({ id }) => id).join(' ');

  useEffect(() => {
    const root = element.current;
    if (!root) {
      return undefined;
    }
    const made = new UPlot(
      chartOptions({ root, latest: () => latest.current }),
      [[], ...latest.current.series.map(() => [])],
      root,
    );
    plot.current = made;
    const resized = new ResizeObserver(([{ contentRect }]) =>
      made.setSize({ width: contentRect.width, height }),
    );
    resized.observe(root);
    // Colours are tokens, and which ones they are hangs on the theme.
    const themed = new MutationObserver(() => made.redraw());
    themed.observe(document.body, {
      attributes: true,
      attributeFilter: ['data-theme-mode'],
    });
    return () => {
      resized.disconnect();
      themed.disconnect();
      made.destroy();
      plot.current = undefined;
    };
  }, [height, names]);

  useEffect(() => {
    plot.current?.setData(
      [
        times.map(time => time / 1000),
        ...series.map(({ values }) => values.map(value => value ?? null)),
      ],
      true,
    );
  }, [times, series, marks, names, height]);

  const { from, to } = range ?? {};
  useEffect(() => {
    const min = from ?? times[0];
    const max = to ?? times[times.length - 1];
    if (min !== undefined && max !== undefined) {
      plot.current?.setScale('x', { min: min / 1000, max: max / 1000 });
    }
  }, [from, to, times, names, height]);

  return (
    <div
      ref={element}
      role="img"
      aria-label={label}
      className={styles.root}
      style={{ height }}
    />
  );
}
