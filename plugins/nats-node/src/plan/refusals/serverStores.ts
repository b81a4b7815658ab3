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

interface Room {
  limit: number;
  reserved: number;
  used: number;
}

/**
 * Bytes that a store has for a stream. A cluster gives a new stream nothing of what others have filled
 * beyond what they reserved (run on 2.15.1); what a stream itself holds already is no hindrance to it.
 */
function freeFor(
  { limit, reserved, used }: Room,
  { isPlaced }: { isPlaced: boolean },
): number {
  return limit - (isPlaced ? Math.max(reserved, used) : reserved);
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
  const rooms = servers.flatMap(({ jetstream }): Room[] =>
    jetstream
      ? [
          {
            limit: jetstream.storageLimit ?? Infinity,
            reserved: jetstream.storageReserved,
            used: jetstream.storageUsed,
          },
        ]
      : [],
  );
  if (rooms.length === 0) {
    return [...steps];
  }
  return steps.map(step => {
    const own = reservationOf(step.config);
    const asset = current.get(step.wanted.name);
    const bytes = writes(step) ? growth(own, asset) : 0;
    if (bytes === 0) {
      return step;
    }
    const isPlaced = facts.clustered && !asset;
    const free = (room: Room) => freeFor(room, { isPlaced });
    rooms.sort((a, b) => free(b) - free(a));
    const fitting = rooms.filter(room => free(room) >= bytes).length;
    if (fitting < Math.min(own.copies, rooms.length)) {
      return refuse(step, [
        refusal(
          `${bytes} more bytes on ${own.copies} of ${
            rooms.length
          } servers do not fit into their file stores, where ${rooms
            .map(room => Math.max(0, free(room)))
            .join(', ')} are not taken yet`,
          'lower maxBytes, delete what is not needed, or give the servers larger stores',
          isPlaced ? 10005 : 10047,
        ),
      ]);
    }
    for (const room of rooms.slice(0, own.copies)) {
      room.reserved += bytes;
    }
    return step;
  });
}
