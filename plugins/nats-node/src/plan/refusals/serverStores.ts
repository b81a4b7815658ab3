import { ServerSnapshot } from '@nats-portal/plugin-nats-common';
import { ServerFacts } from '../../jetstream/JetStreamApi';
import { CurrentAsset } from '../../jetstream/readAssets';
import { StreamStep } from '../planAssets';
import { Reservation, reservationOf, writes } from '../reservation';
import { refusal } from './Refusal';
import { refuse } from './refuse';

/** The part of a server's own account that says how much room it has. */
export type ServerStore = Pick<ServerSnapshot, 'jetstream'>;

/** What a stream reserves on disk beyond what it reserves already, bytes of each copy. */
function growth(after: Reservation, current: CurrentAsset | undefined): number {
  const before = current && reservationOf(current.config);
  const had = before?.storage === 'file' ? before.bytes : 0;
  return after.storage === 'file' ? Math.max(0, after.bytes - had) : 0;
}

/** Whether a plan reserves more on disk than before. */
export function reservesMore(
  steps: readonly StreamStep[],
  current: ReadonlyMap<string, CurrentAsset>,
): boolean {
  return steps.some(
    step =>
      writes(step) &&
      growth(reservationOf(step.config), current.get(step.wanted.name)) > 0,
  );
}

/**
 * Refuses streams that no servers have room for, each copy on a server of its own and
 * the emptiest first. A server of 2.15 takes some of these and its disk fills up (run).
 *
 * @param servers - all servers that answered; a store without a limit has room for anything
 */
export function refuseWithoutRoom(
  steps: readonly StreamStep[],
  current: ReadonlyMap<string, CurrentAsset>,
  { servers, facts }: { servers: readonly ServerStore[]; facts: ServerFacts },
): StreamStep[] {
  const room = servers.flatMap(({ jetstream }) =>
    jetstream
      ? [(jetstream.storageLimit ?? Infinity) - jetstream.storageReserved]
      : [],
  );
  if (room.length === 0) {
    return [...steps];
  }
  return steps.map(step => {
    const own = reservationOf(step.config);
    const asset = current.get(step.wanted.name);
    const bytes = writes(step) ? growth(own, asset) : 0;
    if (bytes === 0) {
      return step;
    }
    room.sort((a, b) => b - a);
    const fitting = room.filter(free => free >= bytes).length;
    if (fitting < Math.min(own.copies, room.length)) {
      return refuse(step, [
        refusal(
          `${bytes} more bytes on ${own.copies} of ${
            room.length
          } servers do not fit into their file stores, where ${room
            .map(free => Math.max(0, free))
            .join(', ')} are not reserved yet`,
          'lower maxBytes, or give the servers larger stores',
          facts.clustered && !asset ? 10005 : 10047,
        ),
      ]);
    }
    for (let i = 0; i < Math.min(own.copies, room.length); i++) {
      room[i] -= bytes;
    }
    return step;
  });
}
