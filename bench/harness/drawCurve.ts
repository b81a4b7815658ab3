import { JSDOM } from 'jsdom';
import { Curve } from './Benchmark';

/** Of the names of series, pixels. */
const LINE_HEIGHT = 14;

/** Draws how figures grow, as SVG. */
export async function drawCurve(curve: Curve): Promise<string> {
  // A module for import only.
  const Plot = await import('@observablehq/plot');
  const { window } = new JSDOM('');
  const isLinear = curve.axes === 'linear';
  const axis = {
    type: isLinear ? ('linear' as const) : ('log' as const),
    grid: true,
    ticks: 5,
    ...(isLinear ? {} : { tickFormat: ',' }),
  };
  const series = [...new Set(curve.points.map(point => point.series))];
  // What is counted returns to where it began, and so would all the names.
  const labels = isLinear
    ? series.map((name, i) =>
        Plot.text([{ name }], {
          text: 'name',
          fill: 'name',
          frameAnchor: 'top-right',
          textAnchor: 'start',
          dx: 8,
          dy: i * LINE_HEIGHT,
        }),
      )
    : [
        Plot.text(
          curve.points,
          Plot.selectLast({
            x: 'x',
            y: 'y',
            z: 'series',
            text: 'series',
            textAnchor: 'start',
            dx: 8,
          }),
        ),
      ];
  const plot = Plot.plot({
    document: window.document,
    className: 'curve',
    width: 640,
    height: 400,
    marginLeft: 64,
    marginRight: 120,
    style: { background: 'white', fontFamily: 'sans-serif' },
    x: { ...axis, label: curve.x },
    y: { ...axis, label: curve.y },
    marks: [
      Plot.lineY(curve.points, {
        x: 'x',
        y: 'y',
        stroke: 'series',
        // What is counted jumps from one number to the next.
        curve: isLinear ? 'step-after' : 'linear',
      }),
      ...(isLinear
        ? []
        : [Plot.dot(curve.points, { x: 'x', y: 'y', fill: 'series' })]),
      ...labels,
    ],
  });
  plot.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  return plot.outerHTML;
}
