import {
  backlogOf,
  compareVerdicts,
  ConsumerPage,
  ConsumerVerdict,
} from '@nats-portal/plugin-nats-common';
import { takeTurns } from '@nats-portal/plugin-nats-node';
import { BrokerState } from '../sampling/BrokerSampler';
import { ConsumerMemory } from '../sampling/ConsumerMemory';
import { isInternalStream } from '../status/isInternalStream';
import {
  ConsumerView,
  toConsumerStatus,
  verdictOn,
} from '../status/toConsumerStatus';
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
   * @param view - as the consumers are judged and shown; its interval is the broker's
   */
  async page(
    state: BrokerState,
    query: ConsumerQuery,
    { now, thresholds, scaling }: Omit<ConsumerView, 'intervalMs'>,
  ): Promise<ConsumerPage> {
    const { info, memory, snapshot, intervalMs } = state;
    const { account, stream, level, q, sort, limit, cursor } = query;
    const view = { now, intervalMs, thresholds, scaling };
    const placeOf = (
      consumer: ConsumerMemory,
      verdict = verdictOn(consumer, view),
    ): Place => ({
      rank: RANKS[sort](consumer, verdict),
      account: consumer.account,
      stream: consumer.stream,
      name: consumer.name,
    });
    // By thresholds of an entity each one is judged anew: others have a turn meanwhile.
    function* match() {
      const levels = { ok: 0, info: 0, unknown: 0, warning: 0, error: 0 };
      const rows: { item: ConsumerMemory; place: Place }[] = [];
      const streams =
        stream === undefined
          ? [...memory.streams()].filter(item => !isInternalStream(item.name))
          : memory.findStreams(stream);
      const consumers = streams
        .filter(item => account === undefined || item.account === account)
        .flatMap(item => [...item.consumers.values()])
        .filter(item => holds(`${item.stream}/${item.name}`, q));
      for (const item of consumers) {
        const verdict = verdictOn(item, view);
        levels[verdict.level]++;
        if (!level || level.includes(verdict.level)) {
          rows.push({ item, place: placeOf(item, verdict) });
        }
        yield;
      }
      return { rows, levels };
    }
    const { items, total, levels, nextCursor } = await this.#orders.page(
      {
        query: JSON.stringify([
          ...[info.name, account, stream, level, q, sort],
          ...[thresholds, scaling],
        ]),
        sort,
        now,
        version: versionOf(state, now),
        match: () => takeTurns(match()),
        placeOf,
        current: item => memory.findConsumer(item),
      },
      { cursor, limit },
    );
    return {
      broker: info.name,
      ...(snapshot ? { sampledAt: new Date(snapshot.at).toISOString() } : {}),
      consumers: items.map(item => toConsumerStatus(item, view)),
      total,
      levels,
      ...(nextCursor === undefined ? {} : { nextCursor }),
    };
  }
}
