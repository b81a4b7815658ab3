import {
  KubernetesValidatorFunctions,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { JsonValue } from '@backstage/types';
import {
  checkMessaging,
  Finding,
  formatFindings,
  MessagingSpec,
  NATS_ACCOUNT_ANNOTATION,
  NATS_BROKER_ANNOTATION,
  nestPath,
} from '@nats-portal/plugin-nats-common';
import { describeMessaging } from '@nats-portal/plugin-nats-flux';
import { writeFiles } from '../repositories/writeFiles';
import { examples } from './describeMessaging.examples';

function mistake(path: string, message: string): Finding {
  return { id: 'input', severity: 'error', path, message };
}

/** What is wrong with the name of an entity and the reference of another. */
function* checkEntity(input: {
  name: string;
  owner: string;
}): Iterable<Finding> {
  if (!KubernetesValidatorFunctions.isValidObjectName(input.name)) {
    yield mistake(
      'name',
      `"${input.name}" is no name for an entity: letters, digits, "-", "_" and ".", at most 63`,
    );
  }
  yield* checkOwner('owner', input.owner);
}

function* checkOwner(path: string, owner: string): Iterable<Finding> {
  try {
    parseEntityRef(owner, { defaultKind: 'group' });
  } catch {
    yield mistake(path, `"${owner}" is no reference of an entity`);
  }
}

/** One spelling for an owner, so that two spellings are one entity. */
function normalOwner(owner: string): string {
  return stringifyEntityRef(parseEntityRef(owner, { defaultKind: 'group' }));
}

/** What is wrong with the owners of single consumers. */
function* checkConsumerOwners(
  consumerOwners: readonly { consumer: string; owner: string }[],
  { streams }: MessagingSpec,
): Iterable<Finding> {
  const known = new Set(
    streams.flatMap(({ name, consumers = [] }) =>
      consumers.map(({ durableName }) => `${name}/${durableName}`),
    ),
  );
  for (const [i, { consumer, owner }] of consumerOwners.entries()) {
    if (!known.has(consumer)) {
      yield mistake(
        `consumerOwners[${i}].consumer`,
        `"${consumer}" is no consumer of the spec; it has ${
          [...known].join(', ') || 'none'
        }`,
      );
    }
    yield* checkOwner(`consumerOwners[${i}].owner`, owner);
  }
}

/**
 * `nats:messaging:describe` writes down what was asked of a broker, so that it
 * has an owner in the catalog and a place to be changed at.
 */
export function createDescribeMessagingAction(options: {
  catalog: CatalogService;
}) {
  const { catalog } = options;
  return createTemplateAction({
    id: 'nats:messaging:describe',
    description:
      'Writes a messaging spec and a catalog entity for its owner into the workspace, and says which broker an entity stands for',
    supportsDryRun: true,
    examples,
    schema: {
      input: z =>
        z.object({
          brokerRef: z
            .string()
            .describe(
              'Entity ref of the broker, e.g. resource:default/local-nats',
            ),
          account: z
            .string()
            .optional()
            .describe('Account; blank means the one that the entity names'),
          name: z
            .string()
            .describe('Name of the entity for these streams and consumers'),
          owner: z.string().describe('Entity ref of the owning group or user'),
          consumerOwners: z
            .array(z.object({ consumer: z.string(), owner: z.string() }))
            .optional()
            .describe(
              'Consumers, as STREAM/consumer, that belong to another group or user; each of these gets an entity of its own',
            ),
          targetPath: z
            .string()
            .optional()
            .describe('Folder of the workspace; blank means its root'),
          system: z
            .string()
            .optional()
            .describe('Entity ref of the system that they belong to'),
          messaging: z
            .custom<JsonValue>()
            .describe(
              'Streams with their consumers, as for nats:messaging:apply',
            ),
        }),
      output: z =>
        z.object({
          broker: z.string().describe('Name of the broker in nats.brokers'),
          account: z.string().describe('Account; empty where nobody names one'),
          entityRef: z.string().describe('The entity of the owner'),
          entityRefs: z
            .array(z.string())
            .describe('It, and that of each other owner of consumers'),
          consumerOwners: z
            .array(
              z.object({
                consumer: z.string(),
                owner: z.string(),
                entityRef: z.string(),
              }),
            )
            .describe('Consumers of other owners, for plan and apply'),
          catalogInfoPath: z.string().describe('Their file, below targetPath'),
          messaging: z
            .record(z.any())
            .describe('The spec as it was understood, for plan and apply'),
        }),
    },
    async handler(ctx) {
      const { brokerRef, name, owner, system, messaging } = ctx.input;
      const { spec, findings } = checkMessaging(messaging);
      const consumerOwners = ctx.input.consumerOwners ?? [];
      const errors = [
        ...checkEntity({ name, owner }),
        ...checkConsumerOwners(consumerOwners, spec),
        ...findings
          .filter(({ severity }) => severity === 'error')
          .map(finding => ({
            ...finding,
            path: nestPath('messaging', finding.path),
          })),
      ];
      if (errors.length > 0) {
        throw new InputError(
          `The streams and consumers cannot be described:\n${formatFindings(
            errors,
          )}`,
        );
      }
      const entity = await catalog.getEntityByRef(brokerRef, {
        credentials: await ctx.getInitiatorCredentials(),
      });
      if (!entity) {
        throw new NotFoundError(
          `brokerRef: there is no ${brokerRef} in the catalog`,
        );
      }
      const annotations = entity.metadata.annotations ?? {};
      const broker = annotations[NATS_BROKER_ANNOTATION];
      if (!broker) {
        throw new InputError(
          `brokerRef: ${brokerRef} names no broker (annotation ${NATS_BROKER_ANNOTATION})`,
        );
      }
      const account =
        ctx.input.account || annotations[NATS_ACCOUNT_ANNOTATION] || '';
      const described = describeMessaging({
        name,
        broker,
        account,
        brokerRef,
        owner: normalOwner(owner),
        consumerOwners: Object.fromEntries(
          consumerOwners.map(one => [one.consumer, normalOwner(one.owner)]),
        ),
        system,
        spec,
      });
      const { files, catalogInfoPath, entityRefs } = described;
      await writeFiles(
        resolveSafeChildPath(ctx.workspacePath, ctx.input.targetPath ?? '.'),
        files,
        ctx.signal,
      );
      ctx.logger.info(`Wrote ${[...files.keys()].join(', ')}`);
      ctx.output('broker', broker);
      ctx.output('account', account);
      ctx.output('entityRef', entityRefs[0]);
      ctx.output('entityRefs', entityRefs);
      ctx.output('consumerOwners', described.consumerOwners);
      ctx.output('catalogInfoPath', catalogInfoPath);
      ctx.output('messaging', { ...spec });
    },
  });
}
