/** The largest of many, without sorting all of them. */
export class Largest<T> {
  readonly #most: number;
  /** Largest first. */
  readonly #items: { item: T; size: number }[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  /** What has no size is none of the largest. */
  add(item: T, size: number): void {
    const smallest = this.#items[this.#most - 1];
    if (size <= 0 || (smallest && size <= smallest.size)) {
      return;
    }
    const place = this.#items.findIndex(other => other.size < size);
    this.#items.splice(place < 0 ? this.#items.length : place, 0, {
      item,
      size,
    });
    this.#items.splice(this.#most);
  }

  /** Largest first; of equals the one that was added first. */
  items(): T[] {
    return this.#items.map(({ item }) => item);
  }
}
