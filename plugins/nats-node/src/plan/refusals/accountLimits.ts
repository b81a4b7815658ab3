import { AccountLimits, ServerFacts } from '../../jetstream/JetStreamApi';
import { CurrentAsset } from '../../jetstream/readAssets';
import { Refusal } from '../../MessagingPlan';
import { StreamStep } from '../planAssets';
import { Reservation, reservationOf, writes } from '../reservation';
import { isAtLeast } from '../serverVersion';
import { refusal } from './Refusal';
import { refuse } from './refuse';

/** The server's codes for a store that is full. */
const FULL = { file: 10047, memory: 10028 };

const total = ({ bytes, copies }: Reservation) => bytes * copies;

/** The sum of what streams reserve in an account, as far as a plan has come. */
class AccountBook {
  /** By name of the stream. */
  readonly #held = new Map<string, Reservation>();
  readonly #sums = { file: 0, memory: 0 };

  get streams(): number {
    return this.#held.size;
  }

  set(name: string, reservation: Reservation): void {
    this.#add(this.#held.get(name), -1);
    this.#held.set(name, reservation);
    this.#add(reservation, 1);
  }

  find(name: string): Reservation | undefined {
    return this.#held.get(name);
  }

  /** Bytes, copies counted, of all streams but one. */
  besides(name: string, storage: Reservation['storage']): number {
    const own = this.#held.get(name);
    return this.#sums[storage] - (own?.storage === storage ? total(own) : 0);
  }

  #add(reservation: Reservation | undefined, sign: 1 | -1) {
    if (reservation) {
      this.#sums[reservation.storage] += sign * total(reservation);
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

function* storeRefusals(
  name: string,
  own: Reservation,
  {
    limits,
    book,
    version,
  }: {
    limits: AccountLimits;
    book: AccountBook;
    version: string;
  },
): Iterable<Refusal> {
  const { storage, bytes, copies } = own;
  const limit = limits.maxBytes[storage];
  const others = book.besides(name, storage);
  // Run: 2.10 takes the new stream for one copy, 2.15 for as many as it has; between them only what both refuse is known.
  const counted = isAtLeast(version, '2.15.0') ? copies : 1;
  const wanted = Math.max(1, bytes * counted);
  if (limit >= 0 && others + wanted > limit) {
    yield refusal(
      `with it the account would reserve ${
        others + bytes * counted
      } bytes in its ${storage} store, copies counted, and may reserve ${limit}`,
      'lower maxBytes here or of others, or have the limit raised',
      FULL[storage],
    );
  }
}

/**
 * Refuses what the limits of the account do not allow, as the server would: one after
 * the other, and what gives room first (run on 2.10.27 and 2.15.1, alone and in a cluster).
 *
 * @param current - the streams of the account, as far as they are known
 */
export function refuseBeyondAccount(
  steps: readonly StreamStep[],
  current: ReadonlyMap<string, CurrentAsset>,
  { limits, version }: ServerFacts,
): StreamStep[] {
  if (!limits) {
    return [...steps];
  }
  const book = new AccountBook();
  for (const [name, { config }] of current) {
    book.set(name, reservationOf(config));
  }
  for (const step of steps.filter(writes)) {
    const before = book.find(step.wanted.name);
    const after = reservationOf(step.config);
    if (before && total(after) < total(before)) {
      book.set(step.wanted.name, after);
    }
  }
  return steps.map(step => {
    if (!writes(step)) {
      return step;
    }
    const { name } = step.wanted;
    const own = reservationOf(step.config);
    const max = limits.maxStreams;
    const ownMax = Number(step.config.max_consumers ?? 0);
    const refusals = [
      ...(max > 0 && step.planned.action === 'create' && book.streams >= max
        ? [
            refusal(
              `the account has ${book.streams} streams with those before it and may have ${max}`,
              'make fewer, or have the limit raised',
              10027,
            ),
          ]
        : []),
      ...(limits.maxConsumers > 0 && ownMax > limits.maxConsumers
        ? [
            refusal(
              `max_consumers ${ownMax} is above the ${limits.maxConsumers} that the account allows a stream`,
              'lower it, or have the limit raised',
              10026,
            ),
          ]
        : []),
      ...sizeRefusals(own, limits),
      ...storeRefusals(name, own, { limits, book, version }),
    ];
    if (refusals.length === 0) {
      book.set(name, own);
    }
    return refuse(step, refusals);
  });
}
