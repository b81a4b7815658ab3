import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { Request, Response } from 'express';

const compress = promisify(gzip);

/** Shorter ones are not compressed: less than a packet is not worth it. */
const WORTH_COMPRESSING = 1_024;
/** Answers that are kept, bytes; those of 250 entities that show 200 consumers each. */
const MOST_BYTES = 64 * 1024 ** 2;

interface Kept {
  question: string;
  version: string;
  body: Promise<Buffer>;
  gzip?: Promise<Buffer>;
  /** 0 until it is made. */
  bytes: number;
}

/**
 * Answers as they are sent, so that many who ask the same between two samples cost
 * no more than the sending. Of each question the answer of one version is kept.
 */
export class KeptAnswers {
  readonly #mostBytes: number;
  /** The one that was used longest ago first. */
  readonly #kept = new Map<string, Kept>();
  #bytes = 0;

  constructor(mostBytes = MOST_BYTES) {
    this.#mostBytes = mostBytes;
  }

  /** Bytes of all that is kept. */
  get bytes(): number {
    return this.#bytes;
  }

  /** True where the answer needs not be made. */
  has(question: string, version: string): boolean {
    return this.#kept.get(question)?.version === version;
  }

  /** Sends the answer to a question, which is made where it is not kept; whoever asks meanwhile waits for the same. */
  async send(
    req: Request,
    res: Response,
    asked: { question: string; version: string },
    make: () => Promise<unknown>,
  ): Promise<void> {
    const kept = this.#find(asked, make);
    let bytes = await kept.body;
    res.vary('Accept-Encoding');
    if (bytes.length >= WORTH_COMPRESSING && req.acceptsEncodings('gzip')) {
      kept.gzip ??= this.#compress(kept, bytes);
      bytes = await kept.gzip;
      res.set('Content-Encoding', 'gzip');
    }
    res.type('json').send(bytes);
  }

  #find(
    { question, version }: { question: string; version: string },
    make: () => Promise<unknown>,
  ): Kept {
    const known = this.#kept.get(question);
    if (known) {
      this.#kept.delete(question);
    }
    if (known?.version === version) {
      this.#kept.set(question, known);
      return known;
    }
    this.#bytes -= known?.bytes ?? 0;
    const body = make().then(answer => Buffer.from(JSON.stringify(answer)));
    const kept: Kept = { question, version, body, bytes: 0 };
    this.#kept.set(question, kept);
    body.then(
      ({ length }) => this.#grow(kept, length),
      // Whoever asks next tries again; whoever asked is told.
      () => this.#kept.get(question) === kept && this.#kept.delete(question),
    );
    return kept;
  }

  async #compress(kept: Kept, bytes: Buffer): Promise<Buffer> {
    const compressed = await compress(bytes);
    this.#grow(kept, compressed.length);
    return compressed;
  }

  #grow(kept: Kept, bytes: number): void {
    if (this.#kept.get(kept.question) !== kept) {
      return;
    }
    kept.bytes += bytes;
    this.#bytes += bytes;
    for (const [oldest, other] of this.#kept) {
      if (this.#bytes <= this.#mostBytes) {
        return;
      }
      this.#kept.delete(oldest);
      this.#bytes -= other.bytes;
    }
  }
}
