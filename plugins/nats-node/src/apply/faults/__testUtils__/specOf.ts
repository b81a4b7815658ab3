/** A spec of a size. @param fields - of each stream, such as a description */
export function specOf(
  streams: number,
  consumersPerStream: number,
  fields: object = {},
) {
  return {
    streams: Array.from({ length: streams }, (_, i) => ({
      name: `S${i}`,
      subjects: [`s${i}.>`],
      maxBytes: 1024 ** 2,
      ...fields,
      consumers: Array.from({ length: consumersPerStream }, (__, j) => ({
        durableName: `c${j}`,
        filterSubject: `s${i}.${j}`,
      })),
    })),
  };
}

/** Streams and consumers of such a spec, a count. */
export function sizeOf(spec: ReturnType<typeof specOf>): number {
  return spec.streams.reduce(
    (sum, { consumers }) => sum + 1 + consumers.length,
    0,
  );
}
