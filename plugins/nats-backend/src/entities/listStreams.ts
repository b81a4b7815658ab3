import {
  compareVerdicts,
  EntityMessaging,
  EntityStatus,
  StreamStatus,
  Verdict,
} from '@nats-portal/plugin-nats-common';
import { comparePlaces, Place } from '../brokers/Cursor';
import { BrokerState } from '../sampling/BrokerSampler';
import { StreamMemory } from '../sampling/StreamMemory';
import { streamCandidates } from '../status/candidates';
import { isInternalStream } from '../status/isInternalStream';
import { toStreamStatus } from '../status/toStreamStatus';
import { firstOf } from './firstOf';

/** Streams in one reply; the list of the broker has them all. */
const MAX_STREAMS = 200;

function absent(
  stream: string,
  state: BrokerState | undefined,
  account: string | undefined,
): StreamStatus {
  return {
    stream,
    verdict: state?.snapshot
      ? {
          level: 'unknown',
          rule: 'not-found',
          reason: `There is no stream "${stream}" (streams: ${streamCandidates(
            state.memory,
            account,
          )})`,
        }
      : {
          level: 'unknown',
          rule: 'never-reached',
          reason: 'Its broker was never reached',
        },
  };
}

interface Row {
  place: Place;
  status: () => StreamStatus;
}

const placeOf = (
  { account = '', stream }: Pick<StreamStatus, 'account' | 'stream'>,
  verdict: Pick<Verdict, 'level'>,
): Place => ({
  rank: compareVerdicts(verdict, { level: 'ok' }),
  account,
  stream,
  name: '',
});

/**
 * The worst of the streams that an entity names, by themselves or with a consumer, and of
 * those that are not there; all of the broker where it names none.
 */
export function listStreams(
  { account, streams, consumers }: EntityMessaging,
  state: BrokerState | undefined,
  view: { now: number; intervalMs: number },
): Pick<EntityStatus, 'streams' | 'moreStreams'> {
  const names = new Set([...streams, ...consumers.map(({ stream }) => stream)]);
  const rows: Row[] = [];
  const add = (memory: StreamMemory) => {
    const { account: its, name } = memory;
    rows.push({
      place: placeOf({ account: its, stream: name }, memory.verdict(view)),
      status: () => toStreamStatus(memory, view),
    });
  };
  for (const name of names) {
    const found = state?.memory.findStreams(name, account) ?? [];
    for (const stream of found) {
      state?.memory.keepLong(stream, view.now);
      add(stream);
    }
    if (found.length === 0) {
      const status = absent(name, state, account);
      rows.push({
        place: placeOf(status, status.verdict),
        status: () => status,
      });
    }
  }
  if (names.size === 0 && state) {
    for (const stream of state.memory.streams()) {
      if (
        (account === undefined || stream.account === account) &&
        !isInternalStream(stream.name)
      ) {
        add(stream);
      }
    }
  }
  const more = rows.length - MAX_STREAMS;
  const shown = firstOf(rows, MAX_STREAMS, (a, b) =>
    comparePlaces(a.place, b.place),
  );
  return {
    ...(shown.length > 0
      ? { streams: shown.map(({ status }) => status()) }
      : {}),
    ...(more > 0 ? { moreStreams: more } : {}),
  };
}
