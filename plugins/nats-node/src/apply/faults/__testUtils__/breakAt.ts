/** For `onProgress`: breaks something once, when so many assets are done. */
export function breakAt(count: number, fault: () => void): () => void {
  let done = 0;
  return () => {
    done++;
    if (done === count) {
      fault();
    }
  };
}
