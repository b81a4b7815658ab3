import { formatCount } from '../words';
import { ReplicaSnapshot } from './BrokerSnapshot';
import { describeAway, isAway, isLate } from './replicaState';
import { Verdict } from './Verdict';

/** What the copies are of, and what stops without most of them. */
export interface Copied {
  what: 'stream' | 'consumer';
  /** E.g. `nothing can be stored`. */
  lost: string;
  /** Makes the command that shows the copies; almost never wanted. */
  command: () => string;
}

/** Copies that are away or late: one more failure may stop what they are of. */
export function judgeCopies(
  others: readonly ReplicaSnapshot[],
  { what, lost, command }: Copied,
): Verdict | undefined {
  const count = others.length + 1;
  const away = others.filter(isAway);
  const late = others.filter(isLate);
  if (away.length + late.length === 0) {
    return undefined;
  }
  const advice = {
    text: 'Bring the servers back that hold the copies',
    command: command(),
  };
  if (away.length > 0) {
    const isLost = away.length >= Math.floor(count / 2) + 1;
    return {
      level: isLost ? 'error' : 'warning',
      rule: isLost ? 'no-quorum' : 'replica-offline',
      reason: `${away.length} of ${count} copies of the ${what} ${
        away.length === 1 ? 'is' : 'are'
      } away${isLost ? `, so ${lost}` : ''}: ${describeAway(away)}`,
      advice,
    };
  }
  return late.length > 0
    ? {
        level: 'warning',
        rule: 'replica-behind',
        reason: `${late.map(({ name }) => name).join(', ')} ${
          late.length === 1 ? 'is' : 'are'
        } ${formatCount(
          Math.max(...late.map(({ lag }) => lag)),
        )} operations behind the ${what}'s leader`,
        advice,
      }
    : undefined;
}
