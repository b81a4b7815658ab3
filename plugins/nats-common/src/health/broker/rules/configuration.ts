import { formatSpan } from '../../../words';
import { BrokerFacts, ServerSnapshot } from '../../BrokerSnapshot';
import { BrokerRule } from '../BrokerObservation';

/** Kubernetes brings a changed ConfigMap to the pods within about two minutes, milliseconds. */
const PATIENCE = 300_000;

/** What a server ran on in the snapshots, and since when it runs on what it has now. */
interface Loaded {
  name: string;
  /** The first that is known, and the one of now. */
  before: string;
  now: string;
  /** Milliseconds since 1970, clock of the reader; of the first snapshot with what it has now. */
  since: number;
}

/** By name, so that a server that was restarted with a new configuration has taken it. */
function loadedBy(
  facts: readonly BrokerFacts[],
  { name, configDigest: now }: ServerSnapshot,
): Loaded | undefined {
  const seen = facts.flatMap(({ at, servers }) => {
    const digest = servers.find(one => one.name === name)?.configDigest;
    return digest === undefined ? [] : [{ at, digest }];
  });
  const [first] = seen;
  if (!first || now === undefined) {
    return undefined;
  }
  const last = seen.findLastIndex(({ digest }) => digest !== now);
  return { name, before: first.digest, now, since: seen[last + 1]?.at ?? 0 };
}

/**
 * Servers that run on what they had while others took in a change. A digest is that of the
 * file with the values of the environment in it (run on nats-server 2.15.1), so that the
 * pods of one ConfigMap differ: nobody can compare servers, only each with itself. Where
 * few took a change in, it may have been meant for them.
 */
export const configuration: BrokerRule = (snapshot, { history = [] }) => {
  const facts = [...history, snapshot];
  const all = snapshot.servers.flatMap(server => loadedBy(facts, server) ?? []);
  const changed = all.filter(({ before, now }) => before !== now);
  const old = all.filter(({ before, now }) => before === now);
  const since = Math.max(...changed.map(one => one.since));
  const lasts = snapshot.at - since;
  if (changed.length === 0 || old.length === 0 || lasts < PATIENCE) {
    return undefined;
  }
  const wereOne = new Set(all.map(({ before }) => before)).size === 1;
  const isMeant = !wereOne && changed.length <= old.length;
  const names = old.map(({ name }) => name).join(', ');
  return {
    level: isMeant ? 'info' : 'warning',
    rule: 'config-not-reloaded',
    reason: `${names} still ${
      old.length === 1 ? 'runs' : 'run'
    } on the configuration before the change of ${formatSpan(lasts)} ago${
      isMeant
        ? `, which was perhaps meant for ${changed
            .map(({ name }) => name)
            .join(', ')} alone`
        : ''
    }`,
    since,
    advice: {
      text: 'A reload that the server refuses is in its log; some changes need a restart',
      command: `nats server config reload ${old[0].name}`,
    },
  };
};
