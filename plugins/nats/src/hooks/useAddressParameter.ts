import { useCallback, useEffect, useState } from 'react';

function read(name: string): string | undefined {
  return new URLSearchParams(window.location.search).get(name) ?? undefined;
}

/**
 * A value that is kept in the query of the page's address, so that one can send
 * somebody what one looks at. It replaces the address instead of adding to the
 * history: going back leaves the page.
 *
 * Without a router on purpose: which one an app has is the app's affair.
 */
export function useAddressParameter(
  name: string,
): [string | undefined, (value: string | undefined) => void] {
  const [value, setValue] = useState(() => read(name));

  useEffect(() => {
    const onChange = () => setValue(read(name));
    window.addEventListener('popstate', onChange);
    return () => window.removeEventListener('popstate', onChange);
  }, [name]);

  const change = useCallback(
    (next: string | undefined) => {
      const url = new URL(window.location.href);
      if (next === undefined) {
        url.searchParams.delete(name);
      } else {
        url.searchParams.set(name, next);
      }
      window.history.replaceState(window.history.state, '', url);
      setValue(next);
    },
    [name],
  );
  return [value, change];
}
