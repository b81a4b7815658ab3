/**
 * Makes calls for one key wait for each other, in the order they came. Within
 * one process only.
 */
export function createExclusive(): <T>(
  key: string,
  run: () => Promise<T>,
) => Promise<T> {
  const last = new Map<string, Promise<unknown>>();
  return async (key, run) => {
    const before = last.get(key);
    const result = (async () => {
      await before?.catch(() => undefined);
      return run();
    })();
    last.set(key, result);
    try {
      return await result;
    } finally {
      if (last.get(key) === result) {
        last.delete(key);
      }
    }
  };
}
