import { InputError } from '@backstage/errors';
import {
  PermissionsService,
  resolveSafeChildPath,
} from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { JsonValue } from '@backstage/types';
import { formatFindings } from '@nats-portal/plugin-nats-common';
import {
  entityRefs,
  findCluster,
  FluxSources,
  generate,
  GenerateRequest,
  lintGenerated,
  messagingByAccount,
  repositoryFolder,
  resolveSettings,
} from '@nats-portal/plugin-nats-flux';
import { NatsBrokers } from '@nats-portal/plugin-nats-node';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, posix } from 'node:path';
import { accountSchema } from './accountSchema';
import { askBroker } from './askBroker';
import { describeProvisioning } from './describeProvisioning';
import { formatRepositoryFinding } from './formatRepositoryFinding';
import { examples } from './generateRepository.examples';
import { serverInputs } from './serverInputs';

/**
 * `nats:repository:generate` writes a Flux repository for a broker into the
 * workspace. Nothing is written before every input was found right.
 */
export function createGenerateRepositoryAction(options: {
  brokers: NatsBrokers;
  catalog: CatalogService;
  permissions: PermissionsService;
  sources: FluxSources;
}) {
  const { brokers, catalog, permissions, sources } = options;
  return createTemplateAction({
    id: 'nats:repository:generate',
    description:
      'Generates a Flux repository with NATS, JetStream storage, TLS, streams, consumers, buckets and KEDA workers for a cluster',
    supportsDryRun: true,
    examples,
    schema: {
      input: z =>
        z.object({
          cluster: z
            .string()
            .describe(
              'The cluster: entity ref or name of a Resource of type kubernetes-cluster',
            ),
          name: z
            .string()
            .optional()
            .describe('Helm release and namespace; blank means nats'),
          owner: z.string().describe('Entity ref of the owning group or user'),
          system: z
            .string()
            .optional()
            .describe('Entity ref of the system that the workers belong to'),
          ...serverInputs(z, 'the default'),
          memoryStoreSize: z
            .string()
            .optional()
            .describe('Memory store of each server, e.g. 256Mi'),
          monitoringHost: z
            .string()
            .optional()
            .describe(
              'Host for the monitoring pages, e.g. nats.example.com; nobody reaches them from outside where blank',
            ),
          accounts: z
            .array(accountSchema(z))
            .optional()
            .describe(
              'Accounts of applications, each with streams, subjects and users of its own; the first has what names none; blank means the default',
            ),
          layout: z
            .enum(['repository', 'fleet'])
            .optional()
            .describe(
              'Where the files are to live: repository is one of their own, fleet the folder clusters/<cluster>/<name> of one that Flux follows already; blank means the default',
            ),
          source: z
            .object({
              kind: z
                .enum([
                  'GitRepository',
                  'OCIRepository',
                  'Bucket',
                  'ExternalArtifact',
                ])
                .optional()
                .describe('Blank means GitRepository'),
              name: z.string().optional(),
              namespace: z.string().optional(),
            })
            .optional()
            .describe(
              'The Flux source that holds the files; without a name one named as the broker, in a fleet repository flux-system',
            ),
          provisioning: z
            .enum(['automatic', 'flux', 'portal'])
            .optional()
            .describe(
              'Who makes streams and consumers: flux, by objects of the repository; portal, by nats:messaging:apply, and then the repository holds none; automatic, portal where the broker answers, else flux; blank means the default',
            ),
          messaging: z
            .custom<JsonValue>()
            .describe(
              'Streams with their consumers, and buckets: { streams: [{ name, subjects, consumers: [{ durableName, worker }] }], keyValues: [{ bucket }], objectStores: [{ bucket }] }, fields as in the jetstream.nats.io/v1beta2 resources; streams and buckets may name their account',
            ),
          targetPath: z
            .string()
            .optional()
            .describe('Folder of the workspace; blank means its root'),
        }),
      output: z =>
        z.object({
          broker: z
            .string()
            .describe('The broker, as the nats.io/broker annotation names it'),
          repository: z
            .string()
            .describe('A fitting name for the repository: <cluster>-<name>'),
          provisioning: z
            .enum(['flux', 'portal'])
            .describe(
              'Who makes streams and consumers; for portal go on with nats:messaging:apply',
            ),
          messaging: z
            .array(
              z.object({
                account: z.string().optional(),
                messaging: z.custom<JsonValue>(),
              }),
            )
            .describe(
              'What nats:messaging:apply is to make, for each account that has something',
            ),
          provisioningMessage: z
            .string()
            .describe('Who makes streams and consumers, and why'),
          layout: z
            .enum(['repository', 'fleet'])
            .describe('Where the files are to live'),
          folder: z
            .string()
            .describe(
              'Folder of the files in the repository; . for one of their own',
            ),
          catalogInfoPath: z
            .string()
            .describe('The catalog descriptor in the repository'),
          entityRef: z.string().describe('Entity ref of the broker'),
          entityRefs: z
            .array(z.string())
            .describe('Entity refs of the broker and of its workers'),
          files: z.array(z.string()).describe('Paths of the files written'),
          warnings: z
            .array(z.string())
            .describe('What is legal and usually not meant, a sentence each'),
        }),
    },
    async handler(ctx) {
      const { targetPath = '.', cluster: wanted, ...input } = ctx.input;
      const credentials = await ctx.getInitiatorCredentials();
      const found = await findCluster(wanted, { catalog, credentials });
      const defaults = await sources.readDefaults();
      const request: GenerateRequest = {
        ...input,
        cluster: found.cluster.name,
        clusterBroker: found.cluster.broker,
        brokerNames: brokers.list().map(({ name }) => name),
      };
      let resolved = resolveSettings(request, defaults);
      const findings = [...found.findings, ...resolved.findings];
      const errors = findings.filter(({ severity }) => severity === 'error');
      if (errors.length > 0) {
        throw new InputError(
          `The repository cannot be generated:\n${formatFindings(errors)}`,
        );
      }
      let reason = '';
      if (resolved.settings.origins.provisioning === 'broker') {
        const answer = await askBroker(resolved.settings.broker, {
          brokers,
          permissions,
          credentials,
          messaging: messagingByAccount(
            input.messaging,
            resolved.settings.accounts,
          ),
          signal: ctx.signal,
        });
        reason = answer.reason;
        resolved = resolveSettings(
          { ...request, brokerAnswers: answer.answers },
          defaults,
        );
      }
      const { settings } = resolved;
      const files = generate(settings, await sources.readSkeleton());
      const mistakes = lintGenerated(files, findings);
      const faults = mistakes.filter(({ severity }) => severity === 'error');
      if (faults.length > 0) {
        throw new InputError(
          `What the skeleton became has mistakes, and nothing was written:\n${faults
            .map(fault => `- ${formatRepositoryFinding(fault)}`)
            .join('\n')}`,
        );
      }
      const warnings = [
        ...findings.map(({ path, message }) => `${path}: ${message}`),
        ...mistakes.map(formatRepositoryFinding),
      ];
      warnings.forEach(text => ctx.logger.warn(text));
      const folder = resolveSafeChildPath(ctx.workspacePath, targetPath);
      for (const [path, file] of files) {
        ctx.signal?.throwIfAborted();
        const target = resolveSafeChildPath(folder, path);
        await mkdir(dirname(target), { recursive: true });
        await writeFile(target, file.content, {
          mode: file.executable ? 0o755 : 0o644,
        });
      }
      const refs = entityRefs(settings);
      ctx.logger.info(
        `Wrote ${files.size} files for broker ${settings.broker}`,
      );
      const provisioningMessage = describeProvisioning(settings, reason);
      ctx.logger.info(provisioningMessage);
      ctx.output('broker', settings.broker);
      ctx.output('repository', `${settings.cluster}-${settings.name}`);
      ctx.output('provisioning', settings.provisioning);
      ctx.output(
        'messaging',
        messagingByAccount(input.messaging, settings.accounts).map(
          ({ account, messaging }) => ({
            ...(account === undefined ? {} : { account }),
            messaging: messaging as JsonValue,
          }),
        ),
      );
      ctx.output('provisioningMessage', provisioningMessage);
      ctx.output('layout', settings.layout);
      ctx.output('folder', repositoryFolder(settings));
      ctx.output(
        'catalogInfoPath',
        posix.join(repositoryFolder(settings), 'catalog-info.yaml'),
      );
      ctx.output('entityRef', refs[0]);
      ctx.output('entityRefs', refs);
      ctx.output('files', [...files.keys()].sort());
      ctx.output('warnings', warnings);
    },
  });
}
