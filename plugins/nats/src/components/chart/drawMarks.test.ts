import type UPlot from 'uplot';
import { drawMarks } from './drawMarks';

describe('drawMarks', () => {
  it('draws a line in the colour of the verdict at each moment', () => {
    const lines: unknown[] = [];
    const ctx = {
      strokeStyle: '',
      fillStyle: '',
      save: jest.fn(),
      restore: jest.fn(),
      beginPath: jest.fn(),
      rect: jest.fn(),
      clip: jest.fn(),
      setLineDash: jest.fn(),
      moveTo: jest.fn(),
      lineTo: jest.fn(),
      fill: jest.fn(),
      stroke: () => lines.push([ctx.strokeStyle, ctx.moveTo.mock.lastCall]),
    };
    window.devicePixelRatio = 1;
    drawMarks(
      {
        ctx,
        bbox: { left: 0, top: 4, width: 100, height: 50 },
        valToPos: (seconds: number) => seconds * 10,
      } as unknown as UPlot,
      [
        { at: 2_000, level: 'warning', label: 'behind' },
        { at: 5_000, level: 'ok', label: 'well' },
      ],
      name => name,
    );
    expect(lines).toEqual([
      ['--bui-fg-warning', [20, 4]],
      ['--bui-fg-positive', [50, 4]],
    ]);
  });
});
