import { drawCurve } from './drawCurve';

describe('drawCurve', () => {
  it('draws each series, with its name and the units of both axes', async () => {
    const svg = await drawCurve({
      name: 'lint',
      x: 'streams',
      y: 'ms',
      points: [
        { x: 10, y: 3, series: 'generate' },
        { x: 100, y: 30, series: 'generate' },
        { x: 10, y: 5, series: 'lint' },
        { x: 100, y: 55, series: 'lint' },
      ],
    });
    expect(svg).toMatch(/^<svg /);
    expect(svg).toContain('xmlns="http://www.w3.org/2000/svg"');
    for (const text of ['generate', 'lint', 'streams', 'ms']) {
      expect(svg).toContain(text);
    }
  });

  it('draws what is counted with time in steps, each series named once', async () => {
    const svg = await drawCurve({
      name: 'autoscale',
      x: 's',
      y: 'workers',
      axes: 'linear',
      points: [
        { x: 0, y: 0, series: 'predicted' },
        { x: 30, y: 5, series: 'predicted' },
        { x: 0, y: 0, series: 'measured' },
        { x: 31, y: 5, series: 'measured' },
      ],
    });
    expect(svg.match(/>predicted</g)).toHaveLength(1);
    expect(svg.match(/>measured</g)).toHaveLength(1);
  });
});
