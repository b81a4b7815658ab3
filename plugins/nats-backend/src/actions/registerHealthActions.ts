import {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import {
  compareVerdicts,
  ConsumerStatus,
  natsBrokerReadPermission,
  natsMessagingReadPermission,
  Verdict,
} from '@nats-portal/plugin-nats-common';
import { authorize } from '@nats-portal/plugin-nats-node';
import type { z as Zod } from 'zod/v3';
import { ConsumerLists } from '../brokers/ConsumerLists';
import { findConsumer } from '../brokers/findConsumer';
import { readConsumerQuery } from '../brokers/listQuery';
import { requireBroker } from '../brokers/requireBroker';
import { BrokerStates } from '../sampling/BrokerStates';
import { toBrokerStatus } from '../status/toBrokerStatus';
import { toConsumerDetail } from '../status/toConsumerDetail';

/** An agent reads every line; the pages have them all. */
const MOST_CONSUMERS = 50;
const MOST_SAMPLES = 20;

const toTime = (at: number) => new Date(at).toISOString();

const toSaid = ({ level, rule, reason, since, advice }: Verdict) => ({
  level,
  rule,
  reason,
  ...(since === undefined ? {} : { since: toTime(since) }),
  ...(advice ? { advice: advice.text } : {}),
  ...(advice?.command ? { command: advice.command } : {}),
});

const said = (z: typeof Zod) => ({
  level: z.enum(['ok', 'info', 'warning', 'error', 'unknown']),
  rule: z.string().describe('Id of the rule that decided'),
  reason: z.string(),
  since: z.string().optional().describe('RFC 3339; at least so long'),
  advice: z.string().optional().describe('What a person can do'),
  command: z.string().optional().describe('For the nats tool'),
});

const toRow = (broker: string, row: ConsumerStatus) => {
  const { account, stream, consumer, counters, verdict } = row;
  return {
    broker,
    account,
    stream,
    consumer,
    ...toSaid(verdict),
    backlog: counters?.backlog,
    inFlight: counters?.inFlight,
    secondsBehind: verdict.secondsBehind,
    isBehindEstimated: verdict.isBehindEstimated,
    drainsInSeconds: verdict.drainsInSeconds,
  };
};

const row = (z: typeof Zod) => ({
  broker: z.string(),
  account: z.string().optional(),
  stream: z.string(),
  consumer: z.string(),
  ...said(z),
  backlog: z.number().optional().describe('Not delivered and in work together'),
  inFlight: z.number().optional(),
  secondsBehind: z
    .number()
    .optional()
    .describe('How long the next message to deliver has waited'),
  isBehindEstimated: z
    .boolean()
    .optional()
    .describe('That time is interpolated between two samples'),
  drainsInSeconds: z.number().optional(),
});

/**
 * Registers `nats:list-brokers`, `nats:worst-consumers` and `nats:explain-consumer` for
 * agents and other plugins. They answer from memory, with the permissions that people need.
 */
export function registerHealthActions(options: {
  actionsRegistry: ActionsRegistryService;
  permissions: PermissionsService;
  states: BrokerStates;
}): void {
  const { actionsRegistry, permissions, states } = options;
  const lists = new ConsumerLists();
  const attributes = { readOnly: true, idempotent: true };
  const allowMessaging = (credentials: BackstageCredentials) =>
    authorize([natsBrokerReadPermission, natsMessagingReadPermission], {
      permissions,
      credentials,
    });

  actionsRegistry.register({
    name: 'list-brokers',
    title: 'List NATS brokers',
    description:
      'Lists the NATS brokers that the portal watches, worst first, each with a verdict, the reason for it and what to do.',
    visibilityPermission: natsBrokerReadPermission,
    attributes,
    examples: [{ title: 'All brokers', input: {} }],
    schema: {
      input: z => z.object({}),
      output: z =>
        z.object({
          brokers: z.array(
            z.object({
              broker: z.string(),
              ...said(z),
              sampledAt: z.string().optional().describe('RFC 3339'),
              servers: z.number().describe('How many answered'),
              storageUsed: z.number().optional().describe('Bytes'),
              storageLimit: z.number().optional().describe('Bytes'),
            }),
          ),
        }),
    },
    action: async ({ credentials }) => {
      await authorize([natsBrokerReadPermission], { permissions, credentials });
      states.ask();
      const now = Date.now();
      const brokers = states
        .list()
        .map(state => toBrokerStatus(state, now))
        .sort((a, b) => compareVerdicts(a.verdict, b.verdict))
        .map(({ name, verdict, sampledAt, servers, storage }) => ({
          broker: name,
          ...toSaid(verdict),
          sampledAt,
          servers: servers.length,
          storageUsed: storage?.used,
          storageLimit: storage?.limit,
        }));
      return { output: { brokers } };
    },
  });

  actionsRegistry.register({
    name: 'worst-consumers',
    title: 'List the NATS consumers that need a look',
    description:
      'Lists JetStream consumers of one broker, or of all, worst first: stopped, stuck, losing messages or falling behind, each with the reason in one sentence.',
    visibilityPermission: natsMessagingReadPermission,
    attributes,
    examples: [
      { title: 'All that is wrong', input: { levels: ['error', 'warning'] } },
    ],
    schema: {
      input: z =>
        z.object({
          broker: z.string().optional().describe('Blank means all brokers'),
          stream: z.string().optional(),
          levels: z
            .array(z.enum(['ok', 'info', 'warning', 'error', 'unknown']))
            .optional()
            .describe('Blank means error, warning and unknown'),
          limit: z
            .number()
            .int()
            .min(1)
            .max(MOST_CONSUMERS)
            .optional()
            .describe('Blank means 10'),
        }),
      output: z =>
        z.object({
          consumers: z.array(z.object(row(z))),
          total: z.number().describe('How many match'),
        }),
    },
    action: async ({ input, credentials }) => {
      await allowMessaging(credentials);
      const { broker, stream, limit = 10 } = input;
      const level = input.levels ?? ['error', 'warning', 'unknown'];
      const query = readConsumerQuery({ stream, level, limit, sort: 'worst' });
      const now = Date.now();
      if (broker === undefined) {
        states.ask();
      }
      const asked =
        broker === undefined ? states.list() : [requireBroker(states, broker)];
      const pages = await Promise.all(
        asked.map(state => lists.page(state, query, { now })),
      );
      const consumers = pages
        .flatMap(page =>
          page.consumers.map(status => ({ of: page.broker, status })),
        )
        .sort((a, b) => compareVerdicts(a.status.verdict, b.status.verdict))
        .slice(0, limit)
        .map(({ of, status }) => toRow(of, status));
      const total = pages.reduce((sum, page) => sum + page.total, 0);
      return { output: { consumers, total } };
    },
  });

  actionsRegistry.register({
    name: 'explain-consumer',
    title: 'Explain a NATS consumer',
    description:
      'Says how one JetStream consumer does and why: the verdict with its numbers, what else was found, what to do, the latest samples, what the verdict was in the last hour, and the limits in force.',
    visibilityPermission: natsMessagingReadPermission,
    attributes,
    examples: [
      {
        title: 'One consumer',
        input: { broker: 'local', stream: 'JOBS', consumer: 'echo-workers' },
      },
    ],
    schema: {
      input: z =>
        z.object({
          broker: z.string(),
          stream: z.string(),
          consumer: z.string(),
          account: z
            .string()
            .optional()
            .describe('Needed only where several accounts have the consumer'),
        }),
      output: z =>
        z.object({
          ...row(z),
          findings: z
            .array(z.object(said(z)))
            .describe('What else is to be said'),
          burrow: z.string().describe('What Burrow would call it'),
          samples: z
            .array(
              z.object({
                at: z.string(),
                backlog: z.number(),
                inFlight: z.number(),
                deliveredPerSecond: z.number().optional(),
                finishedPerSecond: z.number().optional(),
              }),
            )
            .describe('The latest, oldest first'),
          changes: z
            .array(
              z.object({
                at: z.string(),
                level: z.string(),
                reason: z.string(),
              }),
            )
            .describe('Verdicts of the last hour, oldest first'),
          thresholds: z.array(
            z.object({
              key: z.string(),
              value: z.number(),
              unit: z.enum(['count', 'ms', 'flag']),
              origin: z.string(),
            }),
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      await allowMessaging(credentials);
      const now = Date.now();
      const state = requireBroker(states, input.broker);
      const consumer = findConsumer(state, input);
      state.memory.keepLong(consumer, now);
      const detail = toConsumerDetail(consumer, state, { now });
      const { findings = [] } = detail.verdict;
      return {
        output: {
          ...toRow(input.broker, detail),
          findings: findings.map(toSaid),
          burrow: detail.burrow,
          samples: detail.samples
            .slice(-MOST_SAMPLES)
            .map(({ at, redelivered, waiting, ...point }) => ({
              at: toTime(at),
              ...point,
            })),
          changes: detail.changes.map(({ at, level, reason }) => ({
            at: toTime(at),
            level,
            reason,
          })),
          thresholds: (detail.thresholds ?? []).map(
            ({ key, value, unit, origin }) => ({ key, value, unit, origin }),
          ),
        },
      };
    },
  });
}
