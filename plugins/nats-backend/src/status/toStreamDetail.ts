import {
  StreamDetail,
  StreamPoint,
  StreamState,
  streamRatesBetween,
} from '@nats-portal/plugin-nats-common';
import { BrokerState } from '../sampling/BrokerSampler';
import { StreamMemory } from '../sampling/StreamMemory';
import { toStreamStatus } from './toStreamStatus';

const toPoints = (states: readonly StreamState[]): StreamPoint[] =>
  states.map((state, i) => ({
    at: state.at,
    messages: state.messages,
    bytes: state.bytes,
    ...(i > 0 ? streamRatesBetween(states[i - 1], state) : {}),
  }));

/**
 * Everything that is known of a stream, judged at the moment of asking.
 *
 * @param now - milliseconds since 1970
 */
export function toStreamDetail(
  stream: StreamMemory,
  { info, intervalMs }: BrokerState,
  now: number,
): StreamDetail {
  return {
    ...toStreamStatus(stream, { now, intervalMs }),
    account: stream.account,
    broker: info.name,
    intervalSeconds: intervalMs / 1000,
    samples: toPoints(stream.history().states),
    changes: stream.changes(now),
  };
}
