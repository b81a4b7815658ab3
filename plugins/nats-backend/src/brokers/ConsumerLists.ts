import {
  backlogOf,
  compareVerdicts,
  ConsumerPage,
  ConsumerVerdict,
} from '@nats-portal/plugin-nats-common';
import { BrokerState } from '../sampling/BrokerSampler';
import { ConsumerMemory } from '../sampling/ConsumerMemory';
import { isInternalStream } from '../status/isInternalStream';
import { toConsumerStatus } from '../status/toConsumerStatus';
import { Place } from './Cursor';
import { KeptOrders } from './KeptOrders';
import { ConsumerQuery, holds } from './listQuery';
import { versionOf } from './versionOf';

/** Ascending ranks; what has no number comes last, behind all numbers below zero. */
const LAST = 1;

const RANKS: Record<
  ConsumerQuery['sort'],
  (consumer: ConsumerMemory, verdict: ConsumerVerdict) => number
> = {
  worst: (_, verdict) => compareVerdicts(verdict, { level: 'ok' }),
  backlog: ({ newest }) => (newest ? -backlogOf(newest) : LAST),
  behind: (_, { secondsBehind }) =>
    secondsBehind === undefined ? LAST : -secondsBehind,
  name: () => 0,
};

/** Lists the consumers of brokers, from memory. */
export class ConsumerLists {
  readonly #orders = new KeptOrders<ConsumerMemory>();

  /**
   * One page. Consumers of internal streams are watchers that come and go: they are
   * listed only where their stream is asked for.
   *
   * @param now - milliseconds since 1970
   */
  page(state: BrokerState, query: ConsumerQuery, now: number): ConsumerPage {
    const { info, memory, snapshot, intervalMs } = state;
    const { account, stream, level, q, sort, limit, cursor } = query;
    const judge = (consumer: ConsumerMemory) =>
      consumer.verdict({ now, intervalMs });
    const placeOf = (consumer: ConsumerMemory): Place => ({
      rank: RANKS[sort](consumer, judge(consumer)),
      account: consumer.account,
      stream: consumer.stream,
      name: consumer.name,
    });
    const match = () => {
      const levels = { ok: 0, info: 0, unknown: 0, warning: 0, error: 0 };
      const streams =
        stream === undefined
          ? [...memory.streams()].filter(item => !isInternalStream(item.name))
          : memory.findStreams(stream);
      const rows = streams
        .filter(item => account === undefined || item.account === account)
        .flatMap(item => [...item.consumers.values()])
        .filter(item => holds(`${item.stream}/${item.name}`, q))
        .filter(item => {
          const verdict = judge(item);
          levels[verdict.level]++;
          return !level || level.includes(verdict.level);
        })
        .map(item => ({ item, place: placeOf(item) }));
      return { rows, levels };
    };
    const { items, total, levels, nextCursor } = this.#orders.page(
      {
        query: JSON.stringify([info.name, account, stream, level, q, sort]),
        sort,
        now,
        version: versionOf(state, now),
        match,
        placeOf,
        current: item => memory.findConsumer(item),
      },
      { cursor, limit },
    );
    return {
      broker: info.name,
      ...(snapshot ? { sampledAt: new Date(snapshot.at).toISOString() } : {}),
      consumers: items.map(item => toConsumerStatus(item, { now, intervalMs })),
      total,
      levels,
      ...(nextCursor === undefined ? {} : { nextCursor }),
    };
  }
}
