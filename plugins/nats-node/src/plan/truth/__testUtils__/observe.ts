import { Broker } from '../../../Broker';
import { Outcome } from './Outcome';
import { portalSays } from './portalSays';

/** One row of a table on one server. */
export interface Row {
  broker: Broker;
  /** What people would give to the portal. */
  spec: object;
  /** What the spec names, in its own words and in the server's. */
  fields: object;
  /** Asks the server itself. */
  ask(): Promise<Outcome>;
  /** Lets the portal do it, where asking left nothing. */
  apply?(): Promise<unknown>;
}

/** What was seen of a row. */
export interface Observation {
  server: Outcome;
  /** What the portal said in advance, and once it was done. */
  portal: string;
}

const TAKES = 'takes it, and finds nothing left to do';
const REFUSES = 'refuses it, and names what';
const TAKES_UNSEEN = 'takes it, and learns better when it tries';
const IS_STRICTER = 'refuses it, for a reason of its own';

/** Of every asset; naming them explains nothing. */
const NAMES = ['name', 'durable_name'];

/** Where the portal and the server differ, and why. */
export interface Exception {
  /** Why the portal refuses what the server would take. */
  stricter?: string;
  /** Why the portal cannot know before it tries. */
  unforeseen?: string;
}

/**
 * What has to be seen: the portal says in advance what the server then does, and
 * where that is done nothing is left to do.
 */
export function agreement(
  server: Outcome,
  { stricter, unforeseen }: Exception,
): Observation {
  if (stricter) {
    return { server, portal: expect.stringContaining('refuses it') };
  }
  if (unforeseen) {
    return { server, portal: TAKES_UNSEEN };
  }
  return { server, portal: server === 'applied' ? TAKES : REFUSES };
}

/** Asks the portal, then the server, then the portal again. */
export async function observe(row: Row): Promise<Observation> {
  const { verdict, reason } = await portalSays(row.broker, row.spec);
  const server = await row.ask();
  if (verdict === 'refused') {
    const named = [server, ...Object.keys(row.fields)]
      .filter(word => !NAMES.includes(String(word)))
      .some(word => reason.includes(String(word)));
    return { server, portal: named ? REFUSES : `${IS_STRICTER}: ${reason}` };
  }
  if (server !== 'applied') {
    const error = await row.broker.applyMessaging(row.spec).then(
      () => 'no error',
      thrown => String(thrown),
    );
    const learns = error.includes(String(server));
    return {
      server,
      portal: learns ? TAKES_UNSEEN : `takes it, and it ends in ${error}`,
    };
  }
  await row.apply?.();
  const after = await portalSays(row.broker, row.spec);
  return {
    server,
    portal:
      after.verdict === 'unchanged'
        ? TAKES
        : `takes it, and then says ${after.verdict}: ${after.reason}`,
  };
}
