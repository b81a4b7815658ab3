import { formatSpan } from '../../../words';
import { BrokerFacts, ServerSnapshot } from '../../BrokerSnapshot';
import { BrokerRule } from '../BrokerObservation';

/** Kubernetes brings a changed ConfigMap to the pods within about two minutes, milliseconds. */
const PATIENCE = 300_000;

function digestsOf({ servers }: BrokerFacts): Map<string, string> {
  return new Map(
    servers.flatMap(({ id, configDigest }) =>
      configDigest === undefined ? [] : [[id, configDigest]],
    ),
  );
}

const areOne = (digests: Map<string, string>) =>
  digests.size > 1 && new Set(digests.values()).size === 1;

/**
 * Servers that had one configuration and do not have one any more: some did not take
 * a change in. Servers that never had one are meant to differ.
 */
export const configuration: BrokerRule = (snapshot, { history = [] }) => {
  const digests = digestsOf(snapshot);
  const equal = history.findLastIndex(facts => areOne(digestsOf(facts)));
  if (digests.size < 2 || areOne(digests) || equal < 0) {
    return undefined;
  }
  const former = new Set(digestsOf(history[equal]).values());
  const isOld = ({ configDigest }: ServerSnapshot) =>
    configDigest !== undefined && former.has(configDigest);
  const old = snapshot.servers.filter(isOld);
  const since = (history[equal + 1] ?? snapshot).at;
  const lasts = snapshot.at - since;
  if (lasts < PATIENCE || old.length === 0) {
    return undefined;
  }
  return {
    level: 'warning',
    rule: 'config-not-reloaded',
    reason: `${old.map(({ name }) => name).join(', ')} still ${
      old.length === 1 ? 'runs' : 'run'
    } on the configuration before the change of ${formatSpan(lasts)} ago`,
    since,
    advice: {
      text: 'A reload that the server refuses is in its log; some changes need a restart',
      command: `nats server config reload ${old[0].name}`,
    },
  };
};
