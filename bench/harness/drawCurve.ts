import { JSDOM } from 'jsdom';
import { Curve } from './Benchmark';

/** Draws how figures grow, both axes logarithmic, as SVG. */
export async function drawCurve(curve: Curve): Promise<string> {
  // A module for import only.
  const Plot = await import('@observablehq/plot');
  const { window } = new JSDOM('');
  const plot = Plot.plot({
    document: window.document,
    className: 'curve',
    width: 640,
    height: 400,
    marginLeft: 64,
    marginRight: 120,
    style: { background: 'white', fontFamily: 'sans-serif' },
    x: { type: 'log', label: curve.x, grid: true, ticks: 5, tickFormat: ',' },
    y: { type: 'log', label: curve.y, grid: true, ticks: 5, tickFormat: ',' },
    marks: [
      Plot.lineY(curve.points, { x: 'x', y: 'y', stroke: 'series' }),
      Plot.dot(curve.points, { x: 'x', y: 'y', fill: 'series' }),
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
    ],
  });
  plot.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  return plot.outerHTML;
}
