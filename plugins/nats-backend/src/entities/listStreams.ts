import {
  compareVerdicts,
  EntityMessaging,
  EntityStatus,
  StreamStatus,
} from '@nats-portal/plugin-nats-common';
import { BrokerState } from '../sampling/BrokerSampler';
import { streamCandidates } from '../status/candidates';
import { isInternalStream } from '../status/isInternalStream';
import { toStreamStatus } from '../status/toStreamStatus';

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

const compareStreams = (a: StreamStatus, b: StreamStatus) =>
  compareVerdicts(a.verdict, b.verdict) || a.stream.localeCompare(b.stream);

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
  const rows: StreamStatus[] = [];
  for (const name of names) {
    const found = state?.memory.findStreams(name, account) ?? [];
    for (const stream of found) {
      state?.memory.keepLong(stream, view.now);
      rows.push(toStreamStatus(stream, view));
    }
    if (found.length === 0) {
      rows.push(absent(name, state, account));
    }
  }
  if (names.size === 0 && state) {
    const all = [...state.memory.streams()].filter(
      stream =>
        (account === undefined || stream.account === account) &&
        !isInternalStream(stream.name),
    );
    rows.push(...all.map(stream => toStreamStatus(stream, view)));
  }
  const more = rows.length - MAX_STREAMS;
  return {
    ...(rows.length > 0
      ? { streams: rows.sort(compareStreams).slice(0, MAX_STREAMS) }
      : {}),
    ...(more > 0 ? { moreStreams: more } : {}),
  };
}
