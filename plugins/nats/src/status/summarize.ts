import {
  compareVerdicts,
  EntityStatus,
  Verdict,
} from '@nats-portal/plugin-nats-common';
import { consumerName } from './consumerKey';

/** Verdicts of a broker that does not answer: whatever is known of its consumers is old. */
const SILENT = ['never-reached', 'stale'];

/** What the first sentence of a view says. */
export interface Summary {
  /** Whose verdict is the worst; `all` where nothing is worse than ok. */
  subject: 'broker' | 'consumer' | 'all';
  /** The name of the subject, of the broker for `all`. */
  name: string;
  verdict: Verdict;
  /** Counts; `ok` is absent where nobody can tell: not all are listed, or what is known is old. */
  consumers: { ok?: number; total: number };
}

function countOk({
  consumers,
  moreConsumers = 0,
}: EntityStatus): number | undefined {
  const ok = consumers.filter(({ verdict }) => verdict.level === 'ok').length;
  if (moreConsumers === 0) {
    return ok;
  }
  // The worst are listed: behind one that is ok there are only such.
  return ok > 0 ? ok + moreConsumers : undefined;
}

/**
 * Finds the one thing to say: the worst verdict. Between equals the broker wins,
 * because its trouble explains that of its consumers, and so does a broker that
 * does not answer.
 *
 * @returns `undefined` where no broker is named
 */
export function summarize(status: EntityStatus): Summary | undefined {
  const { broker, consumers, moreConsumers = 0 } = status;
  if (!broker) {
    return undefined;
  }
  const isSilent = SILENT.includes(broker.verdict.rule);
  const counts = {
    ok: isSilent ? undefined : countOk(status),
    total: consumers.length + moreConsumers,
  };
  const [worst] = [...consumers].sort((a, b) =>
    compareVerdicts(a.verdict, b.verdict),
  );
  if (
    worst &&
    !isSilent &&
    compareVerdicts(worst.verdict, broker.verdict) < 0
  ) {
    return {
      subject: 'consumer',
      name: consumerName(worst),
      verdict: worst.verdict,
      consumers: counts,
    };
  }
  return {
    subject: broker.verdict.level === 'ok' ? 'all' : 'broker',
    name: broker.name,
    verdict: broker.verdict,
    consumers: counts,
  };
}
