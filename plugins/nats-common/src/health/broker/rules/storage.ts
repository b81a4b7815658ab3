import { formatSpan } from '../../../words';
import { forecastStorage } from '../forecastStorage';
import { Verdict } from '../../Verdict';
import { BrokerRule, storesOf } from '../BrokerObservation';

/** Use of the storage at which people look, and at which they run (natscli `server check jetstream`). */
const FULL_WARNING = 0.75;
const FULL_ERROR = 0.9;
/** Reservations at which a further stream is likely to be refused. */
const RESERVED = 0.9;
/** A day's notice is what it takes to order a larger volume, milliseconds. */
const SOON_FULL = 86_400_000;

const percent = (share: number) => Math.floor(share * 100);

/** What a server has of something, and how much of it there may be; bytes. */
interface Use {
  name: string;
  used: number;
  limit?: number;
}

/** The server whose share is largest: a replica cannot move to where there is room. */
function largest(
  uses: readonly Use[],
): { name: string; share: number } | undefined {
  const [first] = uses
    .flatMap(({ name, used, limit }) =>
      limit ? [{ name, share: used / limit }] : [],
    )
    .sort((a, b) => b.share - a.share);
  return first;
}

/** A store of a server is nearly full. */
function nearlyFull(
  uses: readonly Use[],
  { rule, store }: { rule: string; store: string },
): Verdict | undefined {
  const fullest = largest(uses);
  return fullest && fullest.share >= FULL_WARNING
    ? {
        level: fullest.share >= FULL_ERROR ? 'error' : 'warning',
        rule,
        reason: `${percent(fullest.share)} % of the JetStream ${store} of ${
          fullest.name
        } is used`,
        advice: {
          text: 'Give streams limits, delete what nobody reads, or make more room',
          command: 'nats stream report',
        },
      }
    : undefined;
}

/** The volume of a server is nearly full. */
export const roomToStore: BrokerRule = snapshot =>
  nearlyFull(
    storesOf(snapshot).map(({ name, storageUsed, storageLimit }) => ({
      name,
      used: storageUsed,
      limit: storageLimit,
    })),
    { rule: 'storage-full', store: 'storage' },
  );

/** Streams in memory have nearly filled it. */
export const roomInMemory: BrokerRule = snapshot =>
  nearlyFull(
    storesOf(snapshot).map(({ name, memoryUsed, memoryLimit }) => ({
      name,
      used: memoryUsed,
      limit: memoryLimit,
    })),
    { rule: 'memory-full', store: 'memory store' },
  );

/** At the present rate there is less than a day left. */
export const soonFull: BrokerRule = (snapshot, observation) => {
  const forecast = forecastStorage(snapshot, observation);
  if (!forecast || forecast.seconds * 1000 > SOON_FULL) {
    return undefined;
  }
  const { server, seconds, within } = forecast;
  return {
    level: 'warning',
    rule: 'storage-filling',
    reason: `The JetStream storage of ${server} is full in about ${formatSpan(
      seconds * 1000,
    )} at the present rate (${
      within.most === undefined
        ? `${formatSpan(within.least * 1000)} at the earliest`
        : `${formatSpan(within.least * 1000)} to ${formatSpan(
            within.most * 1000,
          )}`
    })`,
    advice: {
      text: 'See which streams grow, and give them limits or more room',
      command: 'nats stream report',
    },
  };
};

/** Most of the storage is promised to streams. */
export const roomToPromise: BrokerRule = snapshot => {
  const fullest = largest(
    storesOf(snapshot).map(
      ({ name, storageReserved: used, storageLimit: limit }) => ({
        name,
        used,
        limit,
      }),
    ),
  );
  return fullest && fullest.share >= RESERVED
    ? {
        level: 'info',
        rule: 'storage-reserved',
        reason: `${percent(fullest.share)} % of the JetStream storage of ${
          fullest.name
        } is reserved by maxBytes, so further streams may be refused`,
      }
    : undefined;
};
