import type UPlot from 'uplot';
import { chartOptions } from './chartOptions';
import type { TimeChartProps } from './TimeChart';

jest.mock('uplot', () => ({}));

function optionsOf(over: Partial<TimeChartProps> = {}) {
  const root = document.createElement('div');
  root.style.setProperty('--bui-fg-announcement', 'rgb(1, 2, 3)');
  document.body.append(root);
  const props: TimeChartProps = {
    label: 'Backlog',
    times: [],
    series: [
      {
        id: 'backlog',
        label: 'Waiting',
        values: [],
        line: 'solid',
        color: '--bui-fg-announcement',
      },
    ],
    onRange: jest.fn(),
    onHover: jest.fn(),
    height: 100,
    formatTick: value => `${value} messages`,
    locale: 'en-GB',
    syncKey: 'a',
    ...over,
  };
  return { props, options: chartOptions({ root, latest: () => props }) };
}

/** What uPlot gives to its hooks, as far as they look at it. */
const plotWith = (over: object) =>
  ({
    cursor: {},
    select: { left: 0, width: 0 },
    setSelect: jest.fn(),
    posToVal: (pixels: number) => 1_000 + pixels,
    ...over,
  } as unknown as UPlot);

const call = <A extends unknown[]>(value: unknown, ...args: A) =>
  (value as (...given: A) => unknown)(...args);

describe('chartOptions', () => {
  it('asks for the part that was dragged over, in milliseconds', () => {
    const { props, options } = optionsOf();
    const plot = plotWith({ select: { left: 10, width: 50 } });
    options.hooks?.setSelect?.[0]?.(plot);
    expect(props.onRange).toHaveBeenCalledWith({
      from: 1_010_000,
      to: 1_060_000,
    });
    expect(plot.setSelect).toHaveBeenCalledWith(
      expect.objectContaining({ width: 0 }),
      false,
    );
  });

  it('takes a slipped click for none', () => {
    const { props, options } = optionsOf();
    options.hooks?.setSelect?.[0]?.(
      plotWith({ select: { left: 9, width: 3 } }),
    );
    expect(props.onRange).not.toHaveBeenCalled();
  });

  it('tells which time is under the pointer, and when none is', () => {
    const { props, options } = optionsOf();
    options.hooks?.setCursor?.[0]?.(plotWith({ cursor: { idx: 3 } }));
    options.hooks?.setCursor?.[0]?.(plotWith({ cursor: { idx: null } }));
    expect(props.onHover).toHaveBeenNthCalledWith(1, 3);
    expect(props.onHover).toHaveBeenNthCalledWith(2, undefined);
  });

  it('scales from zero, with room above, also where all is zero', () => {
    const range = optionsOf().options.scales?.y.range;
    expect(call(range, undefined, 40, 100)).toEqual([0, expect.closeTo(110)]);
    expect(call(range, undefined, 0, 0)).toEqual([0, 1]);
    expect(call(range, undefined, null, null)).toEqual([0, 1]);
  });

  it('draws in the colours of the theme', () => {
    const stroke = optionsOf().options.series[1].stroke;
    expect(call(stroke)).toBe('rgb(1, 2, 3)');
  });

  it('writes numbers and times as the language has them', () => {
    const [times, values] = optionsOf().options.axes ?? [];
    expect(call(values.values, undefined, [5])).toEqual(['5 messages']);
    const noon = new Date(2026, 0, 1, 12).getTime() / 1000;
    expect(call(times.values, undefined, [noon, noon + 300])).toEqual([
      '12:00',
      '12:05',
    ]);
    expect(call(times.values, undefined, [noon, noon + 15])).toEqual([
      '12:00:00',
      '12:00:15',
    ]);
    const midnight = new Date(2026, 0, 2).getTime() / 1000;
    expect(
      call(times.values, undefined, [midnight - 21_600, midnight]),
    ).toEqual(['18:00', '2 Jan']);
  });
});
