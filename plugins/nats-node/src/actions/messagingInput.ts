import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { JsonValue } from '@backstage/types';
import { parseDuration, Provenance } from '@nats-portal/plugin-nats-common';
import type { z as Zod } from 'zod/v3';
import { ConsumerOwner, MessagingOptions } from '../Broker';

/**
 * The schema of what actions are told about a messaging spec: the one place for
 * those of templates and those of the actions registry.
 *
 * @param z - as Backstage hands it to an action
 * @public
 */
export function messagingInput(z: typeof Zod) {
  return {
    broker: z.string().describe('Name of a broker in nats.brokers'),
    account: z
      .string()
      .optional()
      .describe('NATS account; blank means the first of the broker'),
    messaging: z
      .union([
        z.record(z.custom<JsonValue>()),
        z.array(z.custom<JsonValue>()),
        z.string(),
      ])
      .describe(
        '{ streams: [{ name, subjects, consumers: [{ durableName }] }], keyValues: [{ bucket }], objectStores: [{ bucket }] }, fields as in the jetstream.nats.io/v1beta2 resources; also a text in YAML or JSON, NACK manifests, and what nats stream add --config takes',
      ),
    existing: z
      .enum(['update', 'refuse'])
      .optional()
      .describe(
        'What to do with a stream or consumer that exists with other settings; blank means update',
      ),
    owner: z
      .string()
      .optional()
      .describe(
        'Entity ref of the group or user for whom this is; written into what is made. What another owner made is not changed',
      ),
    entityRef: z
      .string()
      .optional()
      .describe('Entity ref that what is made belongs to'),
    consumerOwners: z
      .array(
        z.object({
          consumer: z.string().describe('Such as JOBS/echo'),
          owner: z.string().describe('Entity ref of a group or user'),
          entityRef: z
            .string()
            .optional()
            .describe('Entity ref that the consumer belongs to'),
        }),
      )
      .optional()
      .describe(
        'Consumers of the spec that are for another group or user than owner; whose they are decides who changes them, too',
      ),
    takeOver: z
      .boolean()
      .optional()
      .describe(
        'Change what others own or Flux makes as well, and make it the owner’s; blank means no',
      ),
    recreate: z
      .array(z.string())
      .optional()
      .describe(
        'Names of streams (JOBS) and consumers (JOBS/echo) that may be deleted and made anew where the server refuses the change. To be typed by a person who saw the plan',
      ),
    confirmLoss: z
      .array(z.string())
      .optional()
      .describe(
        'What may be lost by that: JOBS for its messages, JOBS/audit for a consumer that the spec does not name. To be typed by a person who saw the plan',
      ),
    waitFor: z
      .string()
      .optional()
      .describe(
        'How long a broker that is still rolled out is waited for, such as 10m; blank means not at all',
      ),
    prune: z
      .enum(['report'])
      .optional()
      .describe(
        'report lists what the account has and the spec does not name; nothing is ever deleted for that',
      ),
  };
}

/**
 * What an action was told, as `messagingInput` describes it.
 *
 * @public
 */
export type MessagingInput = Pick<
  MessagingOptions,
  | 'account'
  | 'existing'
  | 'takeOver'
  | 'provisioning'
  | 'recreate'
  | 'confirmLoss'
  | 'prune'
> & {
  owner?: string;
  entityRef?: string;
  consumerOwners?: { consumer: string; owner: string; entityRef?: string }[];
  waitFor?: string;
};

function reference(
  key: string,
  text: string | undefined,
  defaultKind?: string,
): string | undefined {
  if (!text) {
    return undefined;
  }
  try {
    return stringifyEntityRef(parseEntityRef(text, { defaultKind }));
  } catch {
    throw new InputError(
      `${key}: "${text}" is no reference of an entity, such as group:default/team-a`,
    );
  }
}

function toConsumerOwners(
  given: NonNullable<MessagingInput['consumerOwners']>,
): ReadonlyMap<string, ConsumerOwner> {
  return new Map(
    given.flatMap(({ consumer, owner: text, entityRef }, i) => {
      const at = `consumerOwners[${i}]`;
      const owner = reference(`${at}.owner`, text, 'group');
      const entity = reference(`${at}.entityRef`, entityRef);
      return owner ? [[consumer, { owner, entity }]] : [];
    }),
  );
}

function milliseconds(key: string, text: string | undefined) {
  if (!text) {
    return undefined;
  }
  const nanoseconds = parseDuration(text);
  if (nanoseconds === undefined) {
    throw new InputError(`${key}: "${text}" is no duration, such as 10m`);
  }
  return Math.ceil(nanoseconds / 1e6);
}

/**
 * Turns what an action was told, and for whom it runs, into options of a broker.
 *
 * @throws InputError for what is no reference of an entity, or no duration
 * @public
 */
export function toMessagingOptions(
  input: MessagingInput,
  origin: Pick<Provenance, 'creator' | 'template' | 'task'> = {},
): MessagingOptions {
  const { owner, entityRef, account, ...rest } = input;
  return {
    account: account || undefined,
    existing: rest.existing,
    takeOver: rest.takeOver,
    provisioning: rest.provisioning,
    consumerOwners: toConsumerOwners(rest.consumerOwners ?? []),
    recreate: rest.recreate,
    confirmLoss: rest.confirmLoss,
    prune: rest.prune,
    waitMs: milliseconds('waitFor', rest.waitFor),
    provenance: {
      ...origin,
      owner: reference('owner', owner, 'group'),
      entity: reference('entityRef', entityRef),
    },
  };
}
