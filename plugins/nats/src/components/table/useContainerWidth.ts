import { RefObject, useLayoutEffect, useState } from 'react';

/** The width of an element in pixels; endless while it is not known. */
export function useContainerWidth(element: RefObject<HTMLElement>): number {
  const [width, setWidth] = useState(Infinity);
  // Before the first picture: a table must not be wide for a moment where it is narrow.
  useLayoutEffect(() => {
    const before = element.current?.getBoundingClientRect().width;
    if (before) {
      setWidth(before);
    }
    // jsdom has none, where nothing has a width either.
    if (!element.current || typeof ResizeObserver === 'undefined') {
      return undefined;
    }
    const observer = new ResizeObserver(([entry]) =>
      setWidth(entry.contentRect.width),
    );
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
