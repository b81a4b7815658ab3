import { ServerFacts } from '../jetstream/JetStreamApi';
import { CurrentAsset } from '../jetstream/readAssets';
import { Consent, NOTHING_AGREED } from '../plan/Consent';
import { NOBODY, Ownership } from '../plan/ownership';
import {
  planStreamAndConsumers,
  StreamStep,
  surroundingsOf,
} from '../plan/planAssets';
import { WantedStream } from '../plan/wantedAssets';

/** Plans as if a broker had answered with these streams and, by stream, these consumers. */
export function planAssets(
  wanted: readonly WantedStream[],
  current: {
    streams: ReadonlyMap<string, CurrentAsset>;
    consumers: ReadonlyMap<string, ReadonlyMap<string, CurrentAsset>>;
  },
  facts: ServerFacts,
  ownership: Ownership = NOBODY,
  consent: Consent = NOTHING_AGREED,
): StreamStep[] {
  const surroundings = surroundingsOf(wanted, current.streams, {
    facts,
    ownership,
    consent,
  });
  return wanted.map(one =>
    planStreamAndConsumers(
      one,
      {
        stream: current.streams.get(one.name),
        consumers: current.consumers.get(one.name),
      },
      surroundings,
    ),
  );
}
