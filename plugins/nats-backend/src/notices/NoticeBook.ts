import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';

/** An owner is not told of the same trouble again within this, milliseconds. */
const PAUSE_MS = 15 * 60_000;

const TABLE = 'nats_notices';

type Client = Awaited<ReturnType<DatabaseService['getClient']>>;

/**
 * What owners were told last, shared by all replicas of the backend: each change is made
 * by one of them, and who makes it tells the owner.
 */
export class NoticeBook {
  readonly #client: Client;

  static async open(database: DatabaseService): Promise<NoticeBook> {
    const client = await database.getClient();
    if (!database.migrations?.skip) {
      await client.migrate.latest({
        directory: resolvePackagePath(
          '@nats-portal/plugin-nats-backend',
          'migrations',
        ),
      });
    }
    return new NoticeBook(client);
  }

  private constructor(client: Client) {
    this.#client = client;
  }

  /** Keys of which an error was told and no recovery. */
  async raised(): Promise<string[]> {
    const rows = await this.#client(TABLE).where({ level: 'error' });
    return rows.map(({ key }: { key: string }) => key);
  }

  /**
   * `mine` for the one who is to tell of an error; `told` where somebody did, `later` where
   * the owner was told of one a moment ago.
   *
   * @param now - milliseconds since 1970
   */
  async raise(key: string, now: number): Promise<'mine' | 'told' | 'later'> {
    await this.#client(TABLE)
      .insert({ key, level: 'fine', raised_at: 0 })
      .onConflict('key')
      .ignore();
    const changed = await this.#client(TABLE)
      .where({ key, level: 'fine' })
      .where('raised_at', '<=', now - PAUSE_MS)
      .update({ level: 'error', raised_at: now });
    if (changed === 1) {
      return 'mine';
    }
    const [row] = await this.#client(TABLE).where({ key });
    return row?.level === 'error' ? 'told' : 'later';
  }

  /** `mine` for the one who is to tell of the end of an error that was told. */
  async settle(key: string): Promise<'mine' | 'told'> {
    const changed = await this.#client(TABLE)
      .where({ key, level: 'error' })
      .update({ level: 'fine' });
    return changed === 1 ? 'mine' : 'told';
  }

  /** Takes back that an error was told, or that its end was. */
  async takeBack(key: string, told: 'error' | 'fine'): Promise<void> {
    await this.#client(TABLE)
      .where({ key })
      .update(
        told === 'error' ? { level: 'fine', raised_at: 0 } : { level: 'error' },
      );
  }
}
