import { VerdictLevel } from '@nats-portal/plugin-nats-common';

/** A line of a chart. */
export interface ChartSeries {
  id: string;
  /** With its unit, where it is not a plain number. */
  label: string;
  /** Over its numbers in a table; the label where absent. */
  heading?: string;
  /** One for each time; undefined where nothing is known, which leaves a gap. */
  values: readonly (number | undefined)[];
  /** Told apart without colours as well. */
  line: 'solid' | 'dashed' | 'dotted';
  /** The name of a custom property. */
  color: `--bui-${string}`;
}

/** Something that happened at one moment. */
export interface TimeMark {
  /** Milliseconds since 1970. */
  at: number;
  level: VerdictLevel;
  label: string;
}

/** Milliseconds since 1970. */
export interface TimeRange {
  from: number;
  to: number;
}
