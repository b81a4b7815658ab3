import UPlot from 'uplot';
import { drawMarks } from './drawMarks';
import type { TimeChartProps } from './TimeChart';

/** A drag of fewer pixels is a click that slipped. */
const MIN_DRAG = 8;
const DASHES = { solid: undefined, dashed: [6, 4], dotted: [2, 3] };
/** A tick at midnight says which day begins. */
const isMidnight = (seconds: number) => {
  const time = new Date(seconds * 1000);
  return (
    time.getHours() === 0 && time.getMinutes() === 0 && time.getSeconds() === 0
  );
};
/** Room for numbers such as `10.5K` or `10.5 MiB`. */
const AXIS_WIDTH = 56;

/** Reads a colour where the chart stands, so that it is the one of the theme. */
function tokenReader(root: HTMLElement) {
  return (name: string) =>
    getComputedStyle(root).getPropertyValue(name).trim() || 'currentColor';
}

/** How uPlot draws a {@link TimeChart}; what changes is read when it draws. */
export function chartOptions(context: {
  root: HTMLElement;
  latest: () => TimeChartProps;
}): UPlot.Options {
  const { root, latest } = context;
  const { series, height, locale, syncKey } = latest();
  const token = tokenReader(root);
  const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
  const clockWithSeconds = new Intl.DateTimeFormat(locale, {
    timeStyle: 'medium',
  });
  const day = new Intl.DateTimeFormat(locale, {
    month: 'short',
    day: 'numeric',
  });
  const axis: UPlot.Axis = {
    stroke: () => token('--bui-fg-primary'),
    grid: { stroke: () => token('--bui-border-1'), width: 1 },
    ticks: { stroke: () => token('--bui-border-1'), width: 1, size: 4 },
    font: '12px system-ui, sans-serif',
  };
  return {
    width: root.clientWidth || 300,
    height,
    legend: { show: false },
    scales: {
      x: { time: true },
      // From zero: a scale that begins at the least value makes a ripple look like a flood.
      y: { range: (_, __, max) => [0, max > 0 ? max * 1.1 : 1] },
    },
    axes: [
      {
        ...axis,
        size: 28,
        values: (_, ticks) =>
          ticks.map((tick, i) => {
            const step = i > 0 ? tick - ticks[i - 1] : ticks[1] - tick;
            const time = step < 60 ? clockWithSeconds : clock;
            return (isMidnight(tick) ? day : time).format(tick * 1000);
          }),
        space: 80,
      },
      {
        ...axis,
        size: AXIS_WIDTH,
        values: (_, ticks) => ticks.map(tick => latest().formatTick(tick)),
        space: 36,
      },
    ],
    series: [
      {},
      ...series.map(
        ({ color, line, label }): UPlot.Series => ({
          label,
          stroke: () => token(color),
          width: 2,
          dash: DASHES[line],
          points: { show: false },
        }),
      ),
    ],
    cursor: {
      y: false,
      drag: { x: true, y: false, setScale: false },
      sync: { key: syncKey, setSeries: false },
      points: { size: 6 },
    },
    hooks: {
      draw: [plot => drawMarks(plot, latest().marks ?? [], token)],
      setCursor: [plot => latest().onHover(plot.cursor.idx ?? undefined)],
      setSelect: [
        plot => {
          const { left, width } = plot.select;
          if (width >= MIN_DRAG) {
            latest().onRange({
              from: plot.posToVal(left, 'x') * 1000,
              to: plot.posToVal(left + width, 'x') * 1000,
            });
          }
          plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
        },
      ],
    },
  };
}
