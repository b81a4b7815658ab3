const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
/** The last of the bytes that JSON has between values; none of the others is below it. */
const LAST_SPACE = 0x20;

/**
 * Reads JSON piece by piece, so that a long text holds up nobody: whoever reads steps
 * into what is long, parses what is short, and may rest between two pieces. Whatever
 * is stepped to must be read by `parse`, `skip`, `openObject` or `openArray`.
 *
 * All methods throw SyntaxError where the text is no JSON or ends too soon.
 */
export class JsonCursor {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#skipSpace();
  }

  /** Steps into an object. */
  openObject(): void {
    this.#expect(OPEN_OBJECT);
  }

  /** Steps to the next member and says its name; behind the object after the last. */
  nextMember(): string | undefined {
    if (this.#isClosed(CLOSE_OBJECT)) {
      return undefined;
    }
    const name = this.parse() as string;
    this.#expect(COLON);
    return name;
  }

  /** Steps into an array. What is no array, such as `null`, is skipped, and false. */
  openArray(): boolean {
    if (this.#bytes[this.#at] !== OPEN_ARRAY) {
      this.skip();
      return false;
    }
    this.#expect(OPEN_ARRAY);
    return true;
  }

  /** Steps to the next element; behind the array after the last, and false. */
  nextElement(): boolean {
    return !this.#isClosed(CLOSE_ARRAY);
  }

  /** Reads the value. */
  parse(): unknown {
    return JSON.parse(this.text());
  }

  /** Steps over the value and returns its text. */
  text(): string {
    const start = this.#at;
    this.#at = this.#endOfValue();
    const text = this.#bytes.toString('utf8', start, this.#at);
    this.#skipSpace();
    return text;
  }

  /** Steps over the value and returns its length, bytes. */
  skip(): number {
    const start = this.#at;
    this.#at = this.#endOfValue();
    const length = this.#at - start;
    this.#skipSpace();
    return length;
  }

  /**
   * Steps over elements of an array until they are so many bytes or the array ends, and
   * parses them together: each by itself would cost more.
   */
  parseElements(maxBytes: number): unknown[] {
    const start = this.#at;
    let end = start;
    while (end - start < maxBytes && this.#bytes[this.#at] !== CLOSE_ARRAY) {
      end = this.#endOfValue();
      this.#at = end;
      this.#skipSpace();
      if (this.#bytes[this.#at] === COMMA) {
        this.#at++;
        this.#skipSpace();
      }
    }
    return JSON.parse(`[${this.#bytes.toString('utf8', start, end)}]`);
  }

  #fail(): never {
    throw new SyntaxError(
      this.#at < this.#bytes.length
        ? `the answer is no JSON at byte ${this.#at}`
        : `the answer ends after ${
            this.#bytes.length
          } bytes, in the middle of a value`,
    );
  }

  #expect(byte: number): void {
    if (this.#bytes[this.#at] !== byte) {
      this.#fail();
    }
    this.#at++;
    this.#skipSpace();
  }

  #isClosed(close: number): boolean {
    if (this.#bytes[this.#at] === COMMA) {
      this.#at++;
      this.#skipSpace();
    }
    if (this.#at >= this.#bytes.length) {
      this.#fail();
    }
    if (this.#bytes[this.#at] !== close) {
      return false;
    }
    this.#at++;
    this.#skipSpace();
    return true;
  }

  #skipSpace(): void {
    while (this.#bytes[this.#at] <= LAST_SPACE) {
      this.#at++;
    }
  }

  #endOfString(from: number): number {
    const bytes = this.#bytes;
    let at = from + 1;
    while (at < bytes.length && bytes[at] !== QUOTE) {
      at += bytes[at] === BACKSLASH ? 2 : 1;
    }
    if (at >= bytes.length) {
      this.#at = bytes.length;
      this.#fail();
    }
    return at + 1;
  }

  /** The byte after the value that begins here; whether it is well formed is told when it is parsed. */
  #endOfValue(): number {
    const bytes = this.#bytes;
    let depth = 0;
    let at = this.#at;
    while (at < bytes.length) {
      const byte = bytes[at];
      if (byte === QUOTE) {
        at = this.#endOfString(at);
      } else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
        depth++;
        at++;
      } else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
        depth--;
        at++;
      } else {
        at++;
        const next = bytes[at];
        const isOver =
          next === COMMA ||
          next === CLOSE_OBJECT ||
          next === CLOSE_ARRAY ||
          !(next > LAST_SPACE);
        if (depth > 0 || !isOver) {
          continue;
        }
      }
      if (depth <= 0) {
        return Math.min(at, bytes.length);
      }
    }
    this.#at = bytes.length;
    return this.#fail();
  }
}
