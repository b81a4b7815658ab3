import { formatCount, formatSpan } from '../../../words';
import { StreamSnapshot } from '../../BrokerSnapshot';
import { setBy } from '../../thresholds/limitOf';
import { Threshold, Thresholds } from '../../thresholds/Threshold';
import { StreamRule } from '../StreamWindow';

interface Reached {
  level: 'warning' | 'error';
  text: string;
}

const show = ({ unit, value }: Threshold) =>
  unit === 'count' ? formatCount(value) : formatSpan(value);

const limited = (text: string, limit: Threshold) =>
  `${text}, and ${show(limit)} is the limit set ${setBy(limit)}`;

type Check = (
  stream: StreamSnapshot,
  limits: Thresholds,
) => (Reached | undefined)[];

/** Fewer or as many messages as the limit: the operators' tools watch for streams that ran dry. */
const messages: Check = ({ messages: count }, limits) => {
  const at = (key: string, level: Reached['level']) => {
    const limit = limits.get(key);
    return limit && count <= limit.value
      ? { level, text: limited(`${formatCount(count)} messages`, limit) }
      : undefined;
  };
  return [at('msgs-critical', 'error') ?? at('msgs-warn', 'warning')];
};

/** Too many subjects where the warning is the smaller of the two, else too few. */
const subjects: Check = ({ subjects: count }, limits) => {
  const [warn, critical] = [
    limits.get('subjects-warn'),
    limits.get('subjects-critical'),
  ];
  if (count === undefined || !(warn || critical)) {
    return [];
  }
  const tooMany = (warn?.value ?? -Infinity) < (critical?.value ?? Infinity);
  const at = (limit: Threshold | undefined, level: Reached['level']) =>
    limit && (tooMany ? count >= limit.value : count <= limit.value)
      ? { level, text: limited(`${formatCount(count)} subjects`, limit) }
      : undefined;
  return [at(critical, 'error') ?? at(warn, 'warning')];
};

const origins: Check = ({ origins: list = [] }, limits) => {
  const [lag, seen] = [limits.get('lag-critical'), limits.get('seen-critical')];
  const [least, most] = [limits.get('min-sources'), limits.get('max-sources')];
  const sources = list.filter(({ kind }) => kind === 'source').length;
  const error = (text: string): Reached => ({ level: 'error', text });
  const isMirrored = list.length > 0;
  return [
    (lag || seen) && !isMirrored ? error('It is not mirrored') : undefined,
    ...list.map(origin =>
      lag && origin.lag >= lag.value
        ? error(
            limited(`${origin.name} is ${formatCount(origin.lag)} behind`, lag),
          )
        : undefined,
    ),
    ...list.map(({ name, silentMs = Infinity }) =>
      seen && silentMs >= seen.value
        ? error(
            limited(
              silentMs === Infinity
                ? `${name} was never heard of`
                : `${name} was not heard of for ${formatSpan(silentMs)}`,
              seen,
            ),
          )
        : undefined,
    ),
    least && sources < least.value
      ? error(limited(`${sources} sources`, least))
      : undefined,
    most && sources > most.value
      ? error(limited(`${sources} sources`, most))
      : undefined,
  ];
};

/** The operators' tools compare peers with more than, all others with reached. */
const peers: Check = ({ replicas = [] }, limits) => {
  const [expected, lag, seen] = [
    limits.get('peer-expect'),
    limits.get('peer-lag-critical'),
    limits.get('peer-seen-critical'),
  ];
  const count = replicas.length + 1;
  const error = (text: string): Reached => ({ level: 'error', text });
  return [
    expected && count !== expected.value
      ? error(
          `${count} copies, and ${show(expected)} are expected ${setBy(
            expected,
          )}`,
        )
      : undefined,
    ...replicas.map(peer =>
      lag && peer.lag > lag.value
        ? error(
            limited(
              `${peer.name} is ${formatCount(peer.lag)} operations behind`,
              lag,
            ),
          )
        : undefined,
    ),
    ...replicas.map(({ name, silentMs = 0 }) =>
      seen && silentMs > seen.value
        ? error(
            limited(
              `${name} was not heard of for ${formatSpan(silentMs)}`,
              seen,
            ),
          )
        : undefined,
    ),
  ];
};

/** Limits that operators set, compared as their own tools do (jsm.go, monitor package). */
export const thresholds: StreamRule = (stream, { thresholds: limits }) => {
  const reached = [messages, subjects, origins, peers]
    .flatMap(check => (limits ? check(stream, limits) : []))
    .filter((one): one is Reached => one !== undefined);
  if (reached.length === 0) {
    return undefined;
  }
  return {
    level: reached.some(({ level }) => level === 'error') ? 'error' : 'warning',
    rule: 'threshold',
    reason: reached.map(({ text }) => text).join('; '),
  };
};
