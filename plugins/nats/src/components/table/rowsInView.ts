/** Rows around those in view, so that a slow scroll meets no empty place. */
const AROUND = 6;

/**
 * The indices of the rows to draw.
 *
 * @param view - how many rows there are, pixels of each, and the part in view
 */
export function rowsInView(view: {
  count: number;
  rowHeight: number;
  top: number;
  height: number;
}): number[] {
  const { count, rowHeight, top, height } = view;
  const first = Math.max(0, Math.floor(top / rowHeight) - AROUND);
  const last = Math.min(count, Math.ceil((top + height) / rowHeight) + AROUND);
  return Array.from({ length: Math.max(0, last - first) }, (_, i) => first + i);
}
