import { VerdictLevel } from './Verdict';

/**
 * A rule that a verdict may name.
 *
 * @public
 */
export interface VerdictRule {
  id: string;
  /** What it is about. */
  of: 'consumer' | 'stream' | 'broker';
  /** The levels at which it may be said, worst first. */
  levels: readonly VerdictLevel[];
  /** One sentence in plain words. */
  says: string;
}

type Row = readonly [id: string, levels: VerdictLevel[], says: string];

const CONSUMER: readonly Row[] = [
  [
    'no-leader',
    ['error', 'unknown'],
    'it has no leader, and that lasts; or its leader did not answer',
  ],
  [
    'no-quorum',
    ['error'],
    'most of its copies are away, so nothing is delivered',
  ],
  ['replica-offline', ['warning'], 'a copy is away'],
  ['replica-behind', ['warning'], 'a copy is over 1,000 operations behind'],
  [
    'unreadable',
    ['unknown'],
    'its leader answers with a number that cannot be',
  ],
  ['no-data', ['unknown'], 'nobody has seen it so far'],
  ['stale', ['unknown'], 'the newest sample is older than three intervals'],
  [
    'too-little-data',
    ['unknown'],
    'a verdict needs 3 samples and a minute of them',
  ],
  ['recreated', ['unknown'], 'it was deleted and made again a moment ago'],
  ['paused', ['info'], 'somebody paused it'],
  [
    'rewind',
    ['warning'],
    'it went back and delivers again what it had delivered',
  ],
  [
    'loss',
    ['error', 'warning'],
    'messages left the stream before they were delivered',
  ],
  [
    'removed',
    ['info'],
    'somebody, or newer messages, removed what was not delivered',
  ],
  [
    'loss-unclear',
    ['unknown'],
    'messages may be gone undelivered, and the counters hide whether they are',
  ],
  ['loss-ahead', ['warning'], 'unread messages will be lost within an hour'],
  ['stop', ['error'], 'messages wait, and no client asks for them'],
  [
    'saturated',
    ['error', 'warning'],
    'as many messages are in flight as maxAckPending allows, or nearly',
  ],
  [
    'redelivery-loop',
    ['error', 'warning'],
    'the same messages come again and again, and none is finished',
  ],
  [
    'hold',
    ['error', 'warning', 'info'],
    'clients hold messages and finish none: long work, or clients that are gone',
  ],
  ['stall', ['error'], 'clients ask, messages wait, and none is delivered'],
  [
    'kept-back',
    ['info'],
    'its settings keep messages back: a replay at the original pace, or priority groups',
  ],
  [
    'poison',
    ['error', 'warning'],
    'messages were given up at maxDeliver, lately or before',
  ],
  ['pinned', ['info'], 'one message is not finished while later ones are'],
  [
    'redeliveries',
    ['warning'],
    'over a tenth of the deliveries are repetitions',
  ],
  ['lagging', ['warning'], 'the backlog grows, or stays level and waits'],
  [
    'in-flight-grows',
    ['info'],
    'nothing waits, and clients have ever more in work',
  ],
  ['behind', ['error', 'warning'], 'the next message has waited for long'],
  ['idle', ['warning', 'info'], 'no client for a week'],
  ['threshold', ['error', 'warning'], 'a limit that somebody set is reached'],
  ['new-backlog', ['info'], 'a backlog came up a moment ago'],
  ['slow-drain', ['info'], 'the backlog drains, and takes over an hour'],
  ['ok', ['ok'], 'nothing waits, or it drains within an hour'],
];

const STREAM: readonly Row[] = [
  [
    'no-leader',
    ['error', 'unknown'],
    'it has no leader, and that lasts; or its leader did not answer',
  ],
  ['no-data', ['unknown'], 'nobody has seen it so far'],
  ['stale', ['unknown'], 'the newest sample is older than three intervals'],
  ['no-quorum', ['error'], 'most of its copies are away, so nothing is stored'],
  ['replica-offline', ['warning'], 'a copy is away'],
  ['replica-behind', ['warning'], 'a copy is over 1,000 operations behind'],
  ['full', ['error'], 'it refuses what publishers send'],
  [
    'filling',
    ['error', 'warning'],
    'it refuses new messages soon: 75 % or 90 % of a limit, or full within a day',
  ],
  ['origin-away', ['warning'], 'what it copies from is out of reach'],
  ['many-consumers', ['warning'], 'nine tenths of its consumers are there'],
  ['threshold', ['error', 'warning'], 'a limit that somebody set is reached'],
  ['ok', ['ok'], 'it stores what comes'],
];

const BROKER: readonly Row[] = [
  ['never-reached', ['unknown'], 'no server has answered so far'],
  ['stale', ['unknown'], 'nobody has answered for three intervals'],
  ['no-answer', ['unknown'], 'no server said what it is'],
  ['servers-unseen', ['unknown'], 'an account alone does not show the servers'],
  [
    'no-meta-leader',
    ['error'],
    'JetStream has no leader, so nothing can be made or changed',
  ],
  ['leader-unseen', ['warning'], 'a server does not see the leader there is'],
  ['servers-hidden', ['warning'], 'a load balancer hides servers'],
  ['servers-missing', ['error', 'warning'], 'servers do not answer'],
  [
    'no-quorum',
    ['error'],
    'the leader of JetStream does not reach most others',
  ],
  [
    'member-away',
    ['warning'],
    'the leader of JetStream does not reach a server',
  ],
  [
    'member-behind',
    ['info'],
    'a server catches up with the leader of JetStream',
  ],
  ['no-jetstream', ['warning'], 'no server has JetStream switched on'],
  ['unhealthy', ['warning'], 'the health check of a server fails'],
  [
    'storage-full',
    ['error', 'warning'],
    '75 % or 90 % of the storage of a server is used',
  ],
  ['memory-full', ['error', 'warning'], 'the same of its memory store'],
  [
    'certificate-expiring',
    ['error', 'warning'],
    'a certificate expires within a week, or a day',
  ],
  [
    'storage-filling',
    ['warning'],
    'the storage is full within a day at the present rate',
  ],
  [
    'config-not-reloaded',
    ['warning', 'info'],
    'others took a changed configuration in, and a server did not',
  ],
  [
    'slow-consumers',
    ['warning'],
    'clients are cut off because they read too slowly',
  ],
  ['clock-skew', ['warning'], 'clocks of two servers are over 5 s apart'],
  [
    'last-attempt-failed',
    ['info'],
    'it answered before, and not the last time',
  ],
  ['partly-read', ['info'], 'a part could not be read'],
  [
    'storage-reserved',
    ['info'],
    'nine tenths of the storage are promised to streams',
  ],
  ['version-mix', ['info'], 'servers run different versions'],
  ['restarted', ['info'], 'a server started anew in the last ten minutes'],
  ['stalled-clients', ['info'], 'publishers had to wait for slow readers'],
  [
    'many-assets',
    ['info'],
    'a server keeps 1,000 streams and consumers with copies',
  ],
  ['ok', ['ok'], 'all servers answer, and nothing is wrong'],
];

const rulesOf = (of: VerdictRule['of'], rows: readonly Row[]): VerdictRule[] =>
  rows.map(([id, levels, says]) => ({ id, of, levels, says }));

/**
 * Every rule that verdicts name, in the order in which they are asked.
 *
 * @public
 */
export const VERDICT_RULES: readonly VerdictRule[] = [
  ...rulesOf('consumer', CONSUMER),
  ...rulesOf('stream', STREAM),
  ...rulesOf('broker', BROKER),
];
