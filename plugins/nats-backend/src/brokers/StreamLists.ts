import {
  compareVerdicts,
  StreamPage,
  StreamVerdict,
} from '@nats-portal/plugin-nats-common';
import { BrokerState } from '../sampling/BrokerSampler';
import { StreamMemory } from '../sampling/StreamMemory';
import { isInternalStream } from '../status/isInternalStream';
import { toStreamStatus } from '../status/toStreamStatus';
import { Place } from './Cursor';
import { KeptOrders } from './KeptOrders';
import { holds, StreamQuery } from './listQuery';
import { versionOf } from './versionOf';

/** Ascending ranks; what was never seen comes last, behind all numbers up to zero. */
const LAST = 1;

const RANKS: Record<
  StreamQuery['sort'],
  (stream: StreamMemory, judge: () => StreamVerdict) => number
> = {
  worst: (_, judge) => compareVerdicts(judge(), { level: 'ok' }),
  messages: ({ newest }) => (newest ? -newest.messages : LAST),
  bytes: ({ newest }) => (newest ? -newest.bytes : LAST),
  name: () => 0,
};

/** Lists the streams of brokers, from memory. */
export class StreamLists {
  readonly #orders = new KeptOrders<StreamMemory>();

  /**
   * One page. Streams behind buckets and MQTT are listed only by their name.
   *
   * @param now - milliseconds since 1970
   */
  async page(
    state: BrokerState,
    query: StreamQuery,
    now: number,
  ): Promise<StreamPage> {
    const { info, memory, snapshot, intervalMs } = state;
    const { account, stream, level, q, sort, limit, cursor } = query;
    const judge = (item: StreamMemory) => item.verdict({ now, intervalMs });
    const placeOf = (item: StreamMemory): Place => ({
      rank: RANKS[sort](item, () => judge(item)),
      account: item.account,
      stream: item.name,
      name: '',
    });
    const match = () => {
      const levels = { ok: 0, info: 0, unknown: 0, warning: 0, error: 0 };
      const rows = [...memory.streams()]
        .filter(item => {
          const { name } = item;
          const isAsked =
            (stream === undefined
              ? !isInternalStream(name)
              : name === stream) &&
            (account === undefined || item.account === account) &&
            holds(name, q);
          if (!isAsked) {
            return false;
          }
          const verdict = judge(item);
          levels[verdict.level]++;
          return !level || level.includes(verdict.level);
        })
        .map(item => ({ item, place: placeOf(item) }));
      return { rows, levels };
    };
    const { items, total, levels, nextCursor } = await this.#orders.page(
      {
        query: JSON.stringify([info.name, account, stream, level, q, sort]),
        sort,
        now,
        version: versionOf(state, now),
        match,
        placeOf,
        current: ({ name, account: of }) => memory.findStreams(name, of)[0],
      },
      { cursor, limit },
    );
    return {
      broker: info.name,
      ...(snapshot ? { sampledAt: new Date(snapshot.at).toISOString() } : {}),
      streams: items.map(item => toStreamStatus(item, { now, intervalMs })),
      total,
      levels,
      ...(nextCursor === undefined ? {} : { nextCursor }),
    };
  }
}
