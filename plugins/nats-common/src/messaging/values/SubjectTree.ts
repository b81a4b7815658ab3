interface Entry<T> {
  /** When it was added; lists come back in that order. */
  order: number;
  value: T;
}

interface Node<T> {
  children: Map<string, Node<T>>;
  entries: Entry<T>[];
  /** The earliest entry here or below; only what comes later is added, so it never changes. */
  first: Entry<T>;
}

/**
 * Subjects, each with a value, that are asked which of them overlap another:
 * comparing each of a thousand subjects with each is what a check or a plan
 * of a large account would spend its time on.
 *
 * @public
 */
export class SubjectTree<T> {
  #root: Node<T> | undefined;
  #size = 0;

  /** Adds a subject; the same may be added again with another value. */
  add(subject: string, value: T): void {
    const entry = { order: this.#size++, value };
    const leaf = (): Node<T> => ({
      children: new Map(),
      entries: [],
      first: entry,
    });
    this.#root ??= leaf();
    let node = this.#root;
    for (const token of subject.split('.')) {
      let child = node.children.get(token);
      if (!child) {
        child = leaf();
        node.children.set(token, child);
      }
      node = child;
      if (token === '>') {
        break;
      }
    }
    node.entries.push(entry);
  }

  /** The value that was added first among those whose subject overlaps. */
  firstOverlap(subject: string): T | undefined {
    const { whole, below } = this.#meeting(subject);
    let first: Entry<T> | undefined;
    const consider = (entry: Entry<T> | undefined) => {
      if (entry && (!first || entry.order < first.order)) {
        first = entry;
      }
    };
    whole.forEach(({ entries }) => consider(entries[0]));
    below.forEach(node => consider(node.first));
    return first?.value;
  }

  /** The values of all subjects that overlap, in the order in which they were added. */
  overlaps(subject: string): T[] {
    const { whole, below } = this.#meeting(subject);
    const found = whole.flatMap(({ entries }) => entries);
    for (const node of below) {
      node.entries.forEach(entry => found.push(entry));
      node.children.forEach(child => below.push(child));
    }
    return found.sort((a, b) => a.order - b.order).map(({ value }) => value);
  }

  /** True when every message of this subject is one of an added subject, `a.*` and `a.*.>` together covering `a.>`. */
  covers(subject: string): boolean {
    let level = this.#root ? [this.#root] : [];
    const tokens = subject.split('.');
    for (let i = 0; i < tokens.length && level.length > 0; ) {
      if (level.some(({ children }) => children.has('>'))) {
        return true;
      }
      const token = tokens[i];
      // A wildcard stands for tokens that no literal names, so only wildcards cover it.
      const names = ['*', '>'].includes(token) ? ['*'] : ['*', token];
      level = level.flatMap(({ children }) =>
        names.flatMap(name => children.get(name) ?? []),
      );
      if (token !== '>') {
        i += 1;
      } else if (!level.some(({ entries }) => entries.length > 0)) {
        // One token, or one token and more: both must be covered.
        return false;
      }
    }
    return level.some(({ entries }) => entries.length > 0);
  }

  /** The nodes where overlapping subjects end, and those at which everything overlaps. */
  #meeting(subject: string): { whole: Node<T>[]; below: Node<T>[] } {
    const whole: Node<T>[] = [];
    let level = this.#root ? [this.#root] : [];
    for (const token of subject.split('.')) {
      if (token === '>') {
        return {
          whole,
          below: level.flatMap(({ children }) => [...children.values()]),
        };
      }
      const next: Node<T>[] = [];
      for (const { children } of level) {
        const tail = children.get('>');
        if (tail) {
          whole.push(tail);
        }
        if (token === '*') {
          children.forEach(child => child !== tail && next.push(child));
        } else {
          for (const child of [children.get(token), children.get('*')]) {
            if (child) {
              next.push(child);
            }
          }
        }
      }
      level = next;
    }
    whole.push(...level);
    return { whole, below: [] };
  }
}
