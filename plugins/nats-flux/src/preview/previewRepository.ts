import { Finding, RepositoryPreview } from '@nats-portal/plugin-nats-common';
import { generate } from '../generate/generate';
import { lintGenerated } from '../lint/lintGenerated';
import { Skeleton } from '../RepositoryFile';
import { ResolvedSettings } from '../settings/resolveSettings';
import { settingsOf } from './settingsOf';
import { sumsOf } from './sumsOf';
import { workersOf } from './workersOf';

/**
 * Shows what the generator would make of settings, and of those that are not
 * right yet as much as can be said.
 *
 * @param findings - what else is wrong with the request, e.g. an unknown cluster
 * @public
 */
export function previewRepository(
  resolved: ResolvedSettings,
  skeleton: Skeleton,
  findings: readonly Finding[] = [],
): RepositoryPreview {
  const { settings } = resolved;
  const all = [...findings, ...resolved.findings];
  const preview: RepositoryPreview = {
    settings: settingsOf(settings),
    files: [],
    findings: all,
    workers: [],
  };
  if (all.some(({ severity }) => severity === 'error')) {
    return preview;
  }
  const files = generate(settings, skeleton);
  return {
    ...preview,
    findings: [...all, ...lintGenerated(files, all)],
    files: [...files]
      .map(([path, { content }]) => ({ path, content }))
      .sort((a, b) => a.path.localeCompare(b.path)),
    sums: sumsOf(settings, files),
    workers: workersOf(settings),
  };
}
