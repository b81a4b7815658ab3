import { VerdictLevel } from '@nats-portal/plugin-nats-common';
import type UPlot from 'uplot';
import { TimeMark } from './ChartData';

const TOKENS: Record<VerdictLevel, string> = {
  ok: '--bui-fg-positive',
  info: '--bui-fg-announcement',
  warning: '--bui-fg-warning',
  error: '--bui-fg-negative',
  unknown: '--bui-fg-secondary',
};

/** Half the width of a mark's head in pixels of the page. */
const HEAD = 5;

/** Draws a line with a head at each moment at which something happened. */
export function drawMarks(
  plot: UPlot,
  marks: readonly TimeMark[],
  token: (name: string) => string,
): void {
  const { ctx, bbox } = plot;
  const pixel = devicePixelRatio;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  for (const { at, level } of marks) {
    const x = plot.valToPos(at / 1000, 'x', true);
    ctx.strokeStyle = token(TOKENS[level]);
    ctx.fillStyle = ctx.strokeStyle;
    ctx.lineWidth = pixel;
    ctx.setLineDash([3 * pixel, 3 * pixel]);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    ctx.beginPath();
    ctx.moveTo(x - HEAD * pixel, bbox.top);
    ctx.lineTo(x + HEAD * pixel, bbox.top);
    ctx.lineTo(x, bbox.top + 1.6 * HEAD * pixel);
    ctx.fill();
  }
  ctx.restore();
}
