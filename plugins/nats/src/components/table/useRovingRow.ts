import { KeyboardEvent, RefObject, useCallback, useState } from 'react';
import { flushSync } from 'react-dom';

/** Rows of a page key. */
const PAGE = 10;

const MOVES: Record<string, (index: number, last: number) => number> = {
  ArrowDown: index => index + 1,
  ArrowUp: index => index - 1,
  PageDown: index => index + PAGE,
  PageUp: index => index - PAGE,
  Home: () => 0,
  End: (_, last) => last,
};

/**
 * One row of a table is reached by Tab, the others by arrow keys: Tab through
 * thousands would lead nowhere.
 */
export function useRovingRow(options: {
  root: RefObject<HTMLElement>;
  count: number;
  /** Pixels of a row. */
  height: number;
}): {
  active: number;
  setActive(index: number): void;
  onKeyDown(event: KeyboardEvent): void;
} {
  const { root, count, height } = options;
  const [chosen, setChosen] = useState(0);
  const last = count - 1;
  const active = Math.max(0, Math.min(chosen, last));

  const onKeyDown = useCallback(
    (event: KeyboardEvent) => {
      const move = MOVES[event.key];
      const onRow = (event.target as Element).closest('[data-row]');
      const element = root.current;
      if (!move || !onRow || !element) {
        return;
      }
      event.preventDefault();
      const next = Math.max(0, Math.min(move(active, last), last));
      // The row has to exist before it can have the focus.
      flushSync(() => setChosen(next));
      const opener = element.querySelector<HTMLElement>(`[data-row="${next}"]`);
      opener?.focus({ preventScroll: true });
      const head = element.firstElementChild?.clientHeight ?? 0;
      const top = next * height;
      if (top < element.scrollTop) {
        element.scrollTop = top;
      } else if (
        top + height >
        element.scrollTop + element.clientHeight - head
      ) {
        element.scrollTop = top + height + head - element.clientHeight;
      }
    },
    [root, active, last, height],
  );
  return { active, setActive: setChosen, onKeyDown };
}
