import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { BrokerConfig, UserConfig } from '../config/BrokerConfig';

/** Rotation leaves days; files are looked at this often while they are needed, milliseconds. */
const LOOK_EVERY_MS = 5_000;

function pathsOf(broker: BrokerConfig, user: UserConfig): string[] {
  const { credentials } = user;
  return [
    ...(credentials.kind === 'credsFile' ? [credentials.path] : []),
    ...[broker.tls, user.tls].flatMap(tls => [
      tls?.caFile,
      tls?.certFile,
      tls?.keyFile,
    ]),
  ].filter(path => path !== undefined);
}

/** The files that a login is made of, which others replace while the backend runs. */
export class LoginFiles {
  readonly #paths: readonly string[];
  #used: string | undefined;
  #lookedAt = -Infinity;

  constructor(broker: BrokerConfig, user: UserConfig) {
    this.#paths = pathsOf(broker, user);
  }

  /** What they hold now, in a few characters; a file that cannot be read counts as another. */
  async digest(): Promise<string> {
    const hash = createHash('sha256');
    for (const path of this.#paths) {
      const content = await readFile(path).catch(() => undefined);
      hash.update(`${content?.length ?? 'none'} `).update(content ?? '');
    }
    return hash.digest('base64url');
  }

  /** A login was made with what they held. */
  use(digest: string): void {
    this.#used = digest;
  }

  /** Whether they hold something else than at the last login; looks now and then only. */
  async haveChanged(): Promise<boolean> {
    const now = Date.now();
    if (this.#paths.length === 0 || now - this.#lookedAt < LOOK_EVERY_MS) {
      return false;
    }
    this.#lookedAt = now;
    return (await this.digest()) !== this.#used;
  }
}
