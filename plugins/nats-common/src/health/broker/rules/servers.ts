import { formatCount, formatSpan } from '../../../words';
import { BrokerRule, storesOf } from '../BrokerObservation';

/** The way of an answer takes less than the time a sample is given, 4 seconds by default; milliseconds. */
const SKEW = 5_000;
/** Copies of streams and consumers on one server from which it is busy with keeping them alive (natscli audit, Synadia Insights). */
const MANY_ASSETS = 1_000;
/** A start is news for so long, milliseconds. */
const NEWS = 600_000;

/** Clocks that differ: ages, pauses and times to live are off by as much. */
export const clocks: BrokerRule = ({ servers }) => {
  const offsets = servers
    .flatMap(({ name, clockOffset }) =>
      clockOffset === undefined ? [] : [{ name, clockOffset }],
    )
    .sort((a, b) => a.clockOffset - b.clockOffset);
  const [ahead, behind] = [offsets[0], offsets[offsets.length - 1]];
  const apart = ahead ? behind.clockOffset - ahead.clockOffset : 0;
  return apart > SKEW
    ? {
        level: 'warning',
        rule: 'clock-skew',
        reason: `The clocks of ${ahead.name} and ${
          behind.name
        } are ${formatSpan(apart)} apart`,
        advice: { text: 'Look at the time service of their nodes' },
      }
    : undefined;
};

/** Servers of several versions: fine while they are being rolled, and no state to stay in. */
export const versions: BrokerRule = ({ servers }) => {
  const byVersion = new Map<string, string[]>();
  for (const { name, version } of servers) {
    byVersion.set(version, [...(byVersion.get(version) ?? []), name]);
  }
  return byVersion.size > 1
    ? {
        level: 'info',
        rule: 'version-mix',
        reason: `The servers run different versions: ${[...byVersion]
          .map(([version, names]) => `${version} (${names.join(', ')})`)
          .join(', ')}`,
      }
    : undefined;
};

/** More copies on one server than it can keep in step without effort. */
export const manyAssets: BrokerRule = snapshot => {
  const [most] = storesOf(snapshot).sort(
    (a, b) => (b.replicatedAssets ?? 0) - (a.replicatedAssets ?? 0),
  );
  return most && (most.replicatedAssets ?? 0) >= MANY_ASSETS
    ? {
        level: 'info',
        rule: 'many-assets',
        reason: `${most.name} keeps ${formatCount(
          most.replicatedAssets ?? 0,
        )} replicated streams and consumers; from ${formatCount(
          MANY_ASSETS,
        )} on elections take long`,
      }
    : undefined;
};

/** A server that was there before and started anew. */
export const restarts: BrokerRule = ({ servers, at }, { history = [] }) => {
  const anew = servers.filter(
    server =>
      server.at - server.startedAt < NEWS &&
      history.some(facts =>
        facts.servers.some(
          ({ name, startedAt }) =>
            name === server.name && startedAt < server.startedAt,
        ),
      ),
  );
  return anew.length > 0
    ? {
        level: 'info',
        rule: 'restarted',
        reason: anew
          .map(
            ({ name, startedAt }) =>
              `${name} started anew ${formatSpan(at - startedAt)} ago`,
          )
          .join(', '),
      }
    : undefined;
};
