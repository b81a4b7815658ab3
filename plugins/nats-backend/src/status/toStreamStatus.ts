import { StreamStatus } from '@nats-portal/plugin-nats-common';
import { StreamMemory } from '../sampling/StreamMemory';

/** What is shown of a stream, judged at the moment of asking. */
export function toStreamStatus(
  memory: StreamMemory,
  view: { now: number; intervalMs: number },
): StreamStatus {
  const { account, name, newest, settings } = memory;
  return {
    account,
    stream: name,
    verdict: memory.verdict(view),
    ...(newest
      ? {
          state: {
            messages: newest.messages,
            bytes: newest.bytes,
            firstSequence: newest.firstSequence,
            lastSequence: newest.lastSequence,
            consumers: newest.consumers,
            replicas: 1 + (newest.replicas?.length ?? 0),
            leader: newest.leader,
            ...(newest.origins ? { origins: newest.origins } : {}),
          },
        }
      : {}),
    ...(settings ? { settings } : {}),
    thresholds: [...memory.thresholds.values()],
  };
}
