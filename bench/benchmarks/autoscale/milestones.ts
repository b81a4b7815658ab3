import { Moment } from './simulate';

/** When things were reached, milliseconds since the messages were published. */
export interface Milestones {
  'first worker': number;
  'all workers': number;
  'all messages done': number;
  'no worker left': number;
}

/**
 * Reads them off what happened.
 *
 * @throws RangeError where nothing was scaled, or not back
 */
export function milestonesOf(moments: readonly Moment[]): Milestones {
  const when = (what: string, moment: Moment | undefined) => {
    if (!moment) {
      throw new RangeError(`${what} was not reached`);
    }
    return moment.at;
  };
  const most = Math.max(...moments.map(({ replicas }) => replicas));
  const first = when(
    'The first worker',
    moments.find(({ replicas }) => replicas > 0),
  );
  return {
    'first worker': first,
    'all workers': when(
      'The last worker',
      moments.find(({ replicas }) => replicas === most),
    ),
    'all messages done': when(
      'The end of the backlog',
      moments.find(({ backlog }) => backlog === 0),
    ),
    'no worker left': when(
      'Zero',
      moments.find(({ at, replicas }) => at > first && replicas === 0),
    ),
  };
}
