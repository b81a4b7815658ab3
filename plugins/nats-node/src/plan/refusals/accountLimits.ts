import {
  AccountLimits,
  AccountTiers,
  AllLimits,
  limitsFor,
} from '../../jetstream/AccountLimits';
import { ServerFacts } from '../../jetstream/JetStreamApi';
import { CurrentAsset } from '../../jetstream/readAssets';
import { Refusal } from '../../MessagingPlan';
import { StreamStep } from '../planAssets';
import { Reservation, reservationOf, writes } from '../reservation';
import { isAtLeast } from '../serverVersion';
import { refusal } from './Refusal';
import { refuse } from './refuse';

/** The server's codes for a store that is full. */
const FULL = { file: 10047, memory: 10028 };

/** What streams reserve together: of an account, or of one of its tiers. */
interface Shelf {
  streams: number;
  file: number;
  memory: number;
}

/** What streams reserve in an account, as far as a plan has come. */
class AccountBook {
  readonly isTiered: boolean;
  /** By name of the stream. */
  readonly #held = new Map<string, Reservation>();
  readonly #shelves = new Map<number, Shelf>();

  constructor({ tiers }: AllLimits) {
    this.isTiered = tiers !== undefined;
  }

  /** Bytes that count; the limits of a tier are those of one copy (run on 2.10.27 and 2.15.1). */
  total({ bytes, copies }: Reservation): number {
    return this.isTiered ? bytes : bytes * copies;
  }

  /** What shares a limit with a stream. */
  shelfOf({ copies }: Reservation): Shelf {
    const tier = this.isTiered ? copies : 0;
    const shelf = this.#shelves.get(tier) ?? { streams: 0, file: 0, memory: 0 };
    this.#shelves.set(tier, shelf);
    return shelf;
  }

  set(name: string, reservation: Reservation): void {
    this.#add(this.#held.get(name), -1);
    this.#held.set(name, reservation);
    this.#add(reservation, 1);
  }

  /** What a stream has already of what it shares with these. */
  held(name: string, beside: Reservation): Reservation | undefined {
    const own = this.#held.get(name);
    return own && this.shelfOf(own) === this.shelfOf(beside) ? own : undefined;
  }

  /** Bytes of all streams that share a limit with a stream, but for its own. */
  besides(
    name: string,
    reservation: Reservation,
    storages: readonly Reservation['storage'][],
  ): number {
    const shelf = this.shelfOf(reservation);
    const own = this.held(name, reservation);
    return storages.reduce(
      (sum, storage) =>
        sum + shelf[storage] - (own?.storage === storage ? this.total(own) : 0),
      0,
    );
  }

  #add(reservation: Reservation | undefined, sign: 1 | -1) {
    if (reservation) {
      const shelf = this.shelfOf(reservation);
      shelf.streams += sign;
      shelf[reservation.storage] += sign * this.total(reservation);
    }
  }
}

function* sizeRefusals(
  { storage, bytes }: Reservation,
  limits: AccountLimits,
): Iterable<Refusal> {
  if (limits.maxBytesRequired && bytes === 0) {
    yield refusal(
      'the account takes only streams that say how large they become',
      'set maxBytes',
      10113,
    );
  }
  const most = limits.maxStreamBytes[storage];
  if (most > 0 && bytes > most) {
    yield refusal(
      `max_bytes ${bytes} is above the ${most} that the account allows a stream in its ${storage} store`,
      'lower it, or have the limit raised',
      10122,
    );
  }
}

/** What an account with tiers says to a number of copies that none is for. */
function tierRefusal(copies: number, tiers: AccountTiers): Refusal {
  const known = [...tiers.keys()].sort((a, b) => a - b).join(', ');
  return refusal(
    `the account takes streams with replicas ${
      known || 'of no number'
    }, and none with ${copies}`,
    'choose one of these, or have a limit for it added',
    10120,
  );
}

/** Of what a stream shares with others. */
interface Shared {
  limits: AccountLimits;
  book: AccountBook;
  facts: ServerFacts;
}

function* countRefusals(
  name: string,
  own: Reservation,
  { limits, book }: Shared,
): Iterable<Refusal> {
  const { streams } = book.shelfOf(own);
  const max = limits.maxStreams;
  if (max > 0 && streams >= max && !book.held(name, own)) {
    yield refusal(
      `the account has ${streams} streams ${
        book.isTiered ? `with replicas ${own.copies} ` : ''
      }with those before it and may have ${max}`,
      'make fewer, or have the limit raised',
      10027,
    );
  }
}

function* storeRefusals(
  name: string,
  own: Reservation,
  { limits, book, facts: { version, clustered } }: Shared,
): Iterable<Refusal> {
  const { storage, bytes, copies } = own;
  const limit = limits.maxBytes[storage];
  // Run: in a tier, 2.10.27 adds up the two stores where it stands alone.
  const addsUp = book.isTiered && !clustered && version.startsWith('2.10.');
  const others = book.besides(
    name,
    own,
    addsUp ? ['file', 'memory'] : [storage],
  );
  // Run: 2.10 takes the new stream for one copy, 2.15 for as many as it has; between them only what both refuse is known.
  const counted = !book.isTiered && isAtLeast(version, '2.15.0') ? copies : 1;
  if (limit >= 0 && others + Math.max(1, bytes * counted) > limit) {
    const sum = others + book.total(own);
    yield refusal(
      book.isTiered
        ? `with it the streams with replicas ${copies} would reserve ${sum} bytes in the account's ${storage} store, and may reserve ${limit}`
        : `with it the account would reserve ${
            others + bytes * counted
          } bytes in its ${storage} store, copies counted, and may reserve ${limit}`,
      'lower maxBytes here or of others, or have the limit raised',
      FULL[storage],
    );
  }
}

function* refusalsOf(
  { wanted: { name }, config }: StreamStep,
  { book, facts }: Omit<Shared, 'limits'>,
): Iterable<Refusal> {
  const own = reservationOf(config);
  const limits = limitsFor(facts, own.copies);
  if (!limits) {
    if (facts.tiers) {
      yield tierRefusal(own.copies, facts.tiers);
    }
    return;
  }
  const shared = { limits, book, facts };
  yield* countRefusals(name, own, shared);
  const ownMax = Number(config.max_consumers ?? 0);
  if (limits.maxConsumers > 0 && ownMax > limits.maxConsumers) {
    yield refusal(
      `max_consumers ${ownMax} is above the ${limits.maxConsumers} that the account allows a stream`,
      'lower it, or have the limit raised',
      10026,
    );
  }
  yield* sizeRefusals(own, limits);
  yield* storeRefusals(name, own, shared);
}

/**
 * Refuses what the limits of the account do not allow, as the server would: one after
 * the other, and what gives room first (run on 2.10.27 and 2.15.1, alone and in a cluster,
 * with limits for everything and with tiers).
 *
 * @param current - the streams of the account, as far as they are known
 */
export function refuseBeyondAccount(
  steps: readonly StreamStep[],
  current: ReadonlyMap<string, CurrentAsset>,
  facts: ServerFacts,
): StreamStep[] {
  if (!facts.limits && !facts.tiers) {
    return [...steps];
  }
  const book = new AccountBook(facts);
  for (const [name, { config }] of current) {
    book.set(name, reservationOf(config));
  }
  for (const step of steps.filter(writes)) {
    const after = reservationOf(step.config);
    const before = book.held(step.wanted.name, after);
    if (before && book.total(after) < book.total(before)) {
      book.set(step.wanted.name, after);
    }
  }
  return steps.map(step => {
    if (!writes(step)) {
      return step;
    }
    const refusals = [...refusalsOf(step, { book, facts })];
    if (refusals.length === 0) {
      book.set(step.wanted.name, reservationOf(step.config));
    }
    return refuse(step, refusals);
  });
}
