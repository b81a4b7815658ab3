import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  explainUnknownRules,
  lintRepository,
  readFolderToLint,
  RepositoryFiles,
  RepositoryFinding,
} from '@nats-portal/plugin-nats-flux';
import { existsSync } from 'node:fs';
import { formatRepositoryFinding } from './formatRepositoryFinding';
import { examples } from './lintRepository.examples';

/** @throws InputError where a part of the folder cannot be checked, so that nobody takes it for right */
async function readFiles(folder: string): Promise<RepositoryFiles> {
  const { files, unread } = await readFolderToLint(folder);
  if (unread.length > 0) {
    throw new InputError(
      `The repository cannot be checked:\n${unread
        .map(({ file, reason }) => `- ${file}: ${reason}`)
        .join('\n')}`,
    );
  }
  return files;
}

function countOf(
  findings: readonly RepositoryFinding[],
  severity: RepositoryFinding['severity'],
): number {
  return findings.filter(finding => finding.severity === severity).length;
}

/**
 * `nats:repository:lint` checks a Flux repository in the workspace, generated or
 * written by hand. It changes nothing.
 */
export function createLintRepositoryAction() {
  return createTemplateAction({
    id: 'nats:repository:lint',
    description:
      'Checks a Flux repository with NATS: values of the chart, TLS, streams and consumers, KEDA scalers and what Flux does with them',
    supportsDryRun: true,
    examples,
    schema: {
      input: z =>
        z.object({
          path: z
            .string()
            .optional()
            .describe('Folder of the workspace; blank means its root'),
          failOn: z
            .enum(['error', 'warning', 'never'])
            .optional()
            .describe(
              'What makes the step fail: errors (blank), warnings as well, or never',
            ),
          ignore: z
            .array(z.string())
            .optional()
            .describe('Ids of rules whose findings are left out'),
        }),
      output: z =>
        z.object({
          findings: z
            .array(
              z.object({
                id: z.string(),
                severity: z.enum(['error', 'warning']),
                message: z.string(),
                file: z.string(),
                line: z.number(),
                column: z.number(),
                path: z.string(),
              }),
            )
            .describe('What is wrong, in the order of files and lines'),
          errors: z.number().describe('Count of findings that are errors'),
          warnings: z.number().describe('Count of findings that are warnings'),
        }),
    },
    async handler(ctx) {
      const { path = '.', failOn = 'error', ignore } = ctx.input;
      const unknown = explainUnknownRules(ignore ?? []);
      if (unknown.length > 0) {
        throw new InputError(
          `Not every rule to leave out is one:\n${unknown
            .map(mistake => `- ignore: ${mistake}`)
            .join('\n')}`,
        );
      }
      const folder = resolveSafeChildPath(ctx.workspacePath, path);
      if (!existsSync(folder)) {
        throw new NotFoundError(`The workspace has no folder ${path}`);
      }
      const findings = lintRepository(await readFiles(folder), { ignore });
      for (const finding of findings) {
        const line = formatRepositoryFinding(finding);
        if (finding.severity === 'error') {
          ctx.logger.error(line);
        } else {
          ctx.logger.warn(line);
        }
      }
      const errors = countOf(findings, 'error');
      const warnings = countOf(findings, 'warning');
      ctx.logger.info(`${errors} errors, ${warnings} warnings`);
      ctx.output('findings', findings);
      ctx.output('errors', errors);
      ctx.output('warnings', warnings);

      const fatal = findings.filter(
        ({ severity }) =>
          failOn === 'warning' || (failOn === 'error' && severity === 'error'),
      );
      if (fatal.length > 0) {
        throw new InputError(
          `The repository has mistakes:\n${fatal
            .map(finding => `- ${formatRepositoryFinding(finding)}`)
            .join('\n')}`,
        );
      }
    },
  });
}
