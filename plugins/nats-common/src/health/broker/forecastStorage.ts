import { BrokerFacts } from '../BrokerSnapshot';
import { theilSen } from '../theilSen';
import { BrokerObservation, lifeOf } from './BrokerObservation';

/** A trend of fewer points, or over less time, is a burst; count and milliseconds. */
const MIN_POINTS = 5;
const MIN_SPAN = 300_000;
/** What an hour of samples says of the time after a month is a guess, seconds. */
const HORIZON = 30 * 86_400;

/**
 * When the first server's JetStream storage is full at the present rate.
 *
 * @public
 */
export interface StorageForecast {
  server: string;
  /** Seconds until then. */
  seconds: number;
  /** The same with 95 % certainty; without `most` it may never be. */
  within: { least: number; most?: number };
}

/**
 * The first server to be full, from the trend of what it stores (Theil and Sen).
 * Nothing where no server surely grows, where there is no limit, where the streams' own
 * limits come first, or where it is more than a month away.
 *
 * @public
 */
export function forecastStorage(
  snapshot: BrokerFacts,
  observation: BrokerObservation,
): StorageForecast | undefined {
  const forecasts = snapshot.servers.flatMap((server): StorageForecast[] => {
    const { storageLimit: limit, storageReserved = Infinity } =
      server.jetstream ?? {};
    const life = lifeOf(server, observation).filter(
      ({ jetstream }) => jetstream !== undefined,
    );
    if (
      !limit ||
      (observation.isBounded && storageReserved <= limit) ||
      life.length < MIN_POINTS ||
      server.at - life[0].at < MIN_SPAN
    ) {
      return [];
    }
    const used = life.map(({ jetstream }) => jetstream?.storageUsed ?? 0);
    const trend = theilSen(
      life.map(({ at }) => at / 1000),
      used,
    );
    // What may as well shrink is no growth.
    if (!trend || trend.slope <= 0 || trend.least <= 0) {
      return [];
    }
    const left = Math.max(0, limit - used[used.length - 1]);
    if (left / trend.slope > HORIZON) {
      return [];
    }
    return [
      {
        server: server.name,
        seconds: left / trend.slope,
        within: { least: left / trend.most, most: left / trend.least },
      },
    ];
  });
  const [first] = forecasts.sort((a, b) => a.seconds - b.seconds);
  return first;
}
