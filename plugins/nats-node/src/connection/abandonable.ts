/**
 * Gives up waiting for a promise, which goes on, when a signal aborts.
 *
 * @throws the reason of the signal
 */
export async function abandonable<T>(
  promise: Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  if (!signal) {
    return promise;
  }
  signal.throwIfAborted();
  let onAbort = () => {};
  try {
    return await Promise.race([
      promise,
      new Promise<never>((_resolve, reject) => {
        onAbort = () => reject(signal.reason);
        signal.addEventListener('abort', onAbort);
      }),
    ]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
