/** Pixels between two columns, and beside the first and the last. */
export const GAP = 12;

/**
 * The tracks that header and rows share, and how narrow they may become. Nothing
 * in a cell widens its column: each row is laid out alone and must fit the others.
 */
export function toTracks(
  columns: readonly { width: { least: number; share: number } }[],
): { template: string; leastWidth: number } {
  return {
    template: columns
      .map(({ width }) => `minmax(${width.least}px, ${width.share}fr)`)
      .join(' '),
    leastWidth: columns.reduce(
      (sum, { width }) => sum + width.least + GAP,
      GAP,
    ),
  };
}
