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
});
