import { TestBackend } from '@backstage/backend-test-utils';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import request from 'supertest';
import { parse } from 'yaml';

/** What a template would do, as the scaffolder's backend says. */
export interface DryRun {
  status: number;
  /** The workspace at the end, by path. */
  files: Map<string, string>;
  output: Record<string, unknown>;
  log: string;
  error: string;
}

/** A template of this repository, as the scaffolder takes it. */
export function readTemplate(name: string) {
  const root = resolve(__dirname, '..');
  return parse(
    readFileSync(join(root, 'templates', name, 'template.yaml'), 'utf8'),
  );
}

/** Runs a template in a backend without what leaves the workspace. */
export async function dryRunTemplate(
  backend: Pick<TestBackend, 'server'>,
  template: object,
  values: Record<string, unknown>,
): Promise<DryRun> {
  const { status, body } = await request(backend.server)
    .post('/api/scaffolder/v2/dry-run')
    .send({ template, values, secrets: {}, directoryContents: [] });
  return {
    status,
    files: new Map(
      (body.directoryContents ?? []).map(
        (file: { path: string; base64Content: string }) => [
          file.path,
          Buffer.from(file.base64Content, 'base64').toString(),
        ],
      ),
    ),
    output: body.output ?? {},
    log: JSON.stringify(body.log ?? []),
    error: [body.error, ...(body.errors ?? [])]
      .flatMap(problem => problem?.message ?? [])
      .join('\n'),
  };
}
