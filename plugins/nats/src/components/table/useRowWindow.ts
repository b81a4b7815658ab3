import { RefObject, useEffect, useMemo, useState } from 'react';
import { rowsInView } from './rowsInView';

/** Where an element has no height yet, and in tests. */
const ASSUMED_HEIGHT = 600;

/** The rows that exist: all of a short table, of a long one those in view and a few around. */
export function useRowWindow(options: {
  root: RefObject<HTMLElement>;
  count: number;
  /** Pixels of a row. */
  height: number;
  whole: boolean;
}): number[] {
  const { root, count, height, whole } = options;
  const [view, setView] = useState({ top: 0, height: ASSUMED_HEIGHT });

  useEffect(() => {
    const element = root.current;
    if (!element || whole) {
      return undefined;
    }
    const look = () =>
      setView({
        // In steps of a row: less than that shows no other row.
        top: Math.floor(element.scrollTop / height) * height,
        height: element.clientHeight || ASSUMED_HEIGHT,
      });
    look();
    element.addEventListener('scroll', look, { passive: true });
    window.addEventListener('resize', look);
    return () => {
      element.removeEventListener('scroll', look);
      window.removeEventListener('resize', look);
    };
  }, [root, whole, height]);

  const { top, height: visible } = view;
  return useMemo(
    () =>
      rowsInView({
        count,
        rowHeight: height,
        top: whole ? 0 : top,
        height: whole ? count * height : visible,
      }),
    [count, height, whole, top, visible],
  );
}
