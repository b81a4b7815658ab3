import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { JsonValue } from '@backstage/types';
import {
  ChangeFinding,
  changeRepository,
  describeChange,
  FluxSources,
  RepositoryFiles,
} from '@nats-portal/plugin-nats-flux';
import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { readWorkspace } from '../repositories/readWorkspace';
import { writeFiles } from '../repositories/writeFiles';
import { examples } from './changeRepository.examples';
import { accountSchema } from './accountSchema';
import { consequenceSchema } from './consequenceSchema';
import { serverInputs } from './serverInputs';

/** Hexadecimal digits that tell one change of a broker from another. */
const BRANCH_DIGITS = 8;

function formatFinding({
  file,
  line,
  path,
  message,
  id,
}: ChangeFinding): string {
  const place = file ? `${file}${line ? `:${line}` : ''}: ` : '';
  return `${place}${path ? `${path}: ` : ''}${message} (${id})`;
}

/** What is different after a change. */
function differences(before: RepositoryFiles, after: RepositoryFiles) {
  return {
    files: new Map(
      [...after].filter(
        ([path, { content }]) => before.get(path)?.content !== content,
      ),
    ),
    removed: [...before.keys()].filter(path => !after.has(path)),
  };
}

/** A branch of the same name for the same change, so that making it twice is one pull request. */
function branchFor(
  broker: string,
  { files, removed }: ReturnType<typeof differences>,
): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([[...files], removed]))
    .digest('hex')
    .slice(0, BRANCH_DIGITS);
  return `nats/change-${broker}-${digest}`;
}

/**
 * `nats:repository:change` changes settings of a repository in the workspace that
 * was generated before. Nothing is written where anything is wrong.
 */
export function createChangeRepositoryAction(options: {
  sources: FluxSources;
}) {
  const { sources } = options;
  return createTemplateAction({
    id: 'nats:repository:change',
    description:
      'Changes settings, streams, consumers, buckets and workers of a Flux repository with NATS and leaves everything else in it byte for byte; says what the change does in the cluster and how to make it safely',
    supportsDryRun: true,
    examples,
    schema: {
      input: z =>
        z.object({
          path: z
            .string()
            .optional()
            .describe(
              'Folder of the workspace with the repository; blank means its root',
            ),
          changedPath: z
            .string()
            .optional()
            .describe(
              'Folder of the workspace for the changed files alone; blank means that they are changed in place',
            ),
          removedPath: z
            .string()
            .optional()
            .describe(
              'Folder of the workspace for the files that go; blank means that they are not kept',
            ),
          ...serverInputs(z, 'as it is'),
          memoryStoreSize: z
            .string()
            .optional()
            .describe(
              'Memory store of each server, e.g. 256Mi; none takes it away',
            ),
          chartVersion: z
            .string()
            .optional()
            .describe('Exact version of the Helm chart, e.g. 2.14.2'),
          monitoringHost: z
            .string()
            .optional()
            .describe(
              'Host for the monitoring pages, e.g. nats.example.com; none takes it away',
            ),
          accounts: z
            .array(accountSchema(z))
            .optional()
            .describe(
              'Accounts of applications: one that is there gets what is given, none takes a limit away; others come',
            ),
          removeAccounts: z
            .array(z.string())
            .optional()
            .describe('Accounts that go; what is in them has to go, too'),
          account: z
            .string()
            .optional()
            .describe(
              'The account of the streams and buckets below that name none; blank means the first',
            ),
          streams: z
            .custom<JsonValue>()
            .optional()
            .describe(
              'Streams with their consumers, fields as in the jetstream.nats.io/v1beta2 resources; of those that are there only the fields that are to be different, others come',
            ),
          keyValues: z
            .custom<JsonValue>()
            .optional()
            .describe(
              'Key-value buckets; of those that are there only the fields that are to be different, others come',
            ),
          objectStores: z
            .custom<JsonValue>()
            .optional()
            .describe('Object stores, as the key-value buckets'),
          remove: z
            .array(z.string())
            .optional()
            .describe(
              'Streams that go, as STREAM, consumers, as STREAM/consumer, or buckets, as KV_bucket or OBJ_bucket; with the account in front where it is not the first: BILLING JOBS',
            ),
        }),
      output: z =>
        z.object({
          changed: z
            .boolean()
            .describe('False where the repository says all of it already'),
          files: z
            .array(z.string())
            .describe('Paths of the files that change or come'),
          removed: z.array(z.string()).describe('Paths of the files that go'),
          consequences: z
            .array(consequenceSchema(z))
            .describe('What happens in the cluster, the worst first'),
          worst: z
            .enum(['error', 'warning', 'info', 'none'])
            .describe(
              'The severity of the worst; none where the cluster notices nothing',
            ),
          warnings: z
            .array(z.string())
            .describe('What is legal and usually not meant, a sentence each'),
          title: z.string().describe('The change in one line'),
          description: z
            .string()
            .describe(
              'What changes, what it does and how to do it safely, as Markdown for a pull request or a commit',
            ),
          branch: z
            .string()
            .describe(
              'A fitting name for the branch of a pull request, the same for the same change',
            ),
        }),
    },
    async handler(ctx) {
      const { path = '.', changedPath, removedPath, ...changes } = ctx.input;
      const folder = resolveSafeChildPath(ctx.workspacePath, path);
      const before = await readWorkspace(folder, 'path');
      const change = changeRepository(before, changes, {
        defaults: await sources.readDefaults(),
        skeleton: await sources.readSkeleton(),
      });
      const errors = change.findings.filter(
        ({ severity }) => severity === 'error',
      );
      if (errors.length > 0) {
        throw new InputError(
          `The repository cannot be changed, and nothing was written:\n${errors
            .map(error => `- ${formatFinding(error)}`)
            .join('\n')}`,
        );
      }
      const warnings = change.findings.map(formatFinding);
      warnings.forEach(text => ctx.logger.warn(text));
      for (const { severity, object, consequence, id } of change.consequences) {
        const text = `${object}: ${consequence} (${id})`;
        if (severity === 'info') {
          ctx.logger.info(text);
        } else {
          ctx.logger.warn(text);
        }
      }
      const difference = differences(before, change.files);
      const { files, removed } = difference;
      await writeFiles(
        resolveSafeChildPath(ctx.workspacePath, changedPath ?? path),
        files,
        ctx.signal,
      );
      if (removedPath !== undefined) {
        await writeFiles(
          resolveSafeChildPath(ctx.workspacePath, removedPath),
          new Map([...before].filter(([each]) => removed.includes(each))),
          ctx.signal,
        );
      }
      if (changedPath === undefined) {
        await Promise.all(
          removed.map(each => rm(resolveSafeChildPath(folder, each))),
        );
      }
      ctx.logger.info(
        files.size + removed.length > 0
          ? `Changed ${files.size} files, removed ${removed.length}`
          : 'The repository says all of it already; nothing was changed',
      );
      const { title, description } = describeChange(change);
      ctx.output('changed', files.size + removed.length > 0);
      ctx.output('files', [...files.keys()].sort());
      ctx.output('removed', removed);
      ctx.output('consequences', change.consequences);
      ctx.output('worst', change.consequences[0]?.severity ?? 'none');
      ctx.output('warnings', warnings);
      ctx.output('title', title);
      ctx.output('description', description);
      ctx.output('branch', branchFor(change.after?.name ?? 'nats', difference));
    },
  });
}
