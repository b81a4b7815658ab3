import {
  compareVerdicts,
  ConsumerStatus,
} from '@nats-portal/plugin-nats-common';
import { NatsClient } from '../api/NatsClient';
import { consumerName } from '../status/consumerKey';
import { countLevels } from '../status/filterByVerdict';

const SORTS: Record<string, (a: ConsumerStatus, b: ConsumerStatus) => number> =
  {
    worst: (a, b) => compareVerdicts(a.verdict, b.verdict),
    backlog: (a, b) =>
      (b.counters?.backlog ?? -1) - (a.counters?.backlog ?? -1),
    behind: (a, b) =>
      (b.verdict.secondsBehind ?? -1) - (a.verdict.secondsBehind ?? -1),
    name: () => 0,
  };

/**
 * A client whose network answers pages of the consumers of a broker as the backend
 * does: searched, sorted and cut there. The consumers may be changed while it is asked.
 */
export function pagedBackend(consumers: ConsumerStatus[]) {
  const asked: URL[] = [];
  let problem: { status: number; name: string; message: string } | undefined;
  const fetch = async (input: RequestInfo | URL) => {
    const url = new URL(String(input));
    asked.push(url);
    if (problem) {
      const { status, ...error } = problem;
      return new Response(
        JSON.stringify({ error, response: { statusCode: status } }),
        { status, headers: { 'content-type': 'application/json' } },
      );
    }
    const query = url.searchParams;
    const levels = query.get('level')?.split(',');
    const found = consumers.filter(consumer =>
      consumerName(consumer).includes(query.get('q') ?? ''),
    );
    const listed = found
      .filter(({ verdict }) => levels?.includes(verdict.level) ?? true)
      .sort(
        (a, b) =>
          SORTS[query.get('sort') ?? 'worst'](a, b) ||
          consumerName(a).localeCompare(consumerName(b)),
      );
    const from = Number(query.get('cursor') ?? 0);
    const to = from + Number(query.get('limit') ?? 50);
    return new Response(
      JSON.stringify({
        broker: 'local',
        consumers: listed.slice(from, to),
        total: listed.length,
        levels: countLevels(found),
        ...(to < listed.length ? { nextCursor: String(to) } : {}),
      }),
      { headers: { 'content-type': 'application/json' } },
    );
  };
  return {
    asked,
    /** Answers nothing but this from now on; absent means as before. */
    fail(next?: typeof problem) {
      problem = next;
    },
    natsApi: new NatsClient({
      discoveryApi: { getBaseUrl: async id => `http://backend/api/${id}` },
      fetchApi: { fetch },
    }),
  };
}
