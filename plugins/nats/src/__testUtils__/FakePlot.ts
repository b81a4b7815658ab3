import { act } from '@testing-library/react';
import type UPlot from 'uplot';

/** A uPlot that draws nothing and remembers what it was told. */
export class FakePlot {
  static made: FakePlot[] = [];
  cursor: { idx?: number | null } = {};
  select = { left: 0, width: 0 };
  scale: object | undefined;
  setSize = jest.fn();
  setSelect = jest.fn();
  redraw = jest.fn();
  destroy = jest.fn();
  posToVal = (pixels: number) => pixels;

  constructor(readonly options: UPlot.Options, public data: unknown[]) {
    FakePlot.made.push(this);
  }

  setData(data: unknown[]) {
    this.data = data;
  }

  setScale(_: string, limits: object) {
    this.scale = limits;
  }

  /** Moves the pointer to a time, by its index. */
  point(idx: number | null) {
    this.cursor = { idx };
    act(() => this.options.hooks?.setCursor?.[0]?.(this.#self()));
  }

  /** Drags over the seconds between two times, one for each pixel. */
  drag(from: number, to: number) {
    this.select = { left: from, width: to - from };
    act(() => this.options.hooks?.setSelect?.[0]?.(this.#self()));
  }

  /** Draws what is drawn over the lines. */
  draw() {
    this.options.hooks?.draw?.forEach(hook => hook?.(this.#self()));
  }

  #self(): UPlot {
    return this as unknown as UPlot;
  }
}

// As uPlot's own module is; jest.mock replaces it by this one.
// eslint-disable-next-line import/no-default-export
export { FakePlot as default };
