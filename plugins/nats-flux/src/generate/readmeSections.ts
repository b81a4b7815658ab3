import { InputError } from '@backstage/errors';
import { Settings } from '../settings/Settings';
import { openListeners } from './listeners';
import { readmeNames } from './readmeNames';

/** On a line of its own: what follows, up to `end`, is for repositories of one kind. */
const ONLY = /^<!-- only: (\S+) -->$/;
const END = '<!-- end -->';
const LIST_ITEM = /^(?:-|\d+\.) /;

/** What a section of the README may be for. */
const conditions: Record<string, (settings: Settings) => boolean> = {
  repository: ({ layout }) => layout === 'repository',
  fleet: ({ layout }) => layout === 'fleet',
  'own-source': ({ layout, source }) => layout === 'repository' && !source,
  'other-source': ({ layout, source }) =>
    layout === 'repository' && source !== undefined,
  flux: ({ provisioning }) => provisioning === 'flux',
  portal: ({ provisioning }) => provisioning === 'portal',
  streams: settings => 'STREAM' in readmeNames(settings),
  'flux-streams': settings => 'STREAM_OBJECT' in readmeNames(settings),
  workers: ({ workers }) => workers.length > 0,
  'flux-workers': ({ provisioning, workers }) =>
    provisioning === 'flux' && workers.length > 0,
  'keda-https': ({ monitoringTls, scaler, workers }) =>
    monitoringTls && scaler === 'nats-jetstream' && workers.length > 0,
  alerts: ({ alerts, prometheus }) => alerts && prometheus !== 'none',
  dashboard: ({ grafana, prometheus }) =>
    grafana !== 'none' && prometheus !== 'none',
  accounts: ({ accounts }) => accounts.length > 1,
  listeners: settings => openListeners(settings).size > 0,
  ingress: ({ monitoringHost }) => monitoringHost !== undefined,
  'own-authority': ({ issuer }) => issuer.kind === 'SelfSigned',
  'shared-issuer': ({ issuer }) => issuer.kind !== 'SelfSigned',
};

function isFor(condition: string, settings: Settings): boolean {
  if (!Object.hasOwn(conditions, condition)) {
    throw new InputError(
      `The skeleton's README.md has a section for "${condition}"; there are ${Object.keys(
        conditions,
      ).join(', ')}`,
    );
  }
  return conditions[condition](settings);
}

/** One blank line where a mark was, and none between items of one list. */
function pushAfterMark(lines: string[], line: string): void {
  while (lines.length > 0 && lines[lines.length - 1] === '') {
    lines.pop();
  }
  const before = lines.length > 0 ? lines[lines.length - 1] : '';
  const sameList = LIST_ITEM.test(line) && LIST_ITEM.test(before);
  lines.push(...(lines.length > 0 && !sameList ? ['', line] : [line]));
}

/**
 * Takes out of a README the sections that are for repositories of another kind,
 * and the marks of all. Sections do not stand in each other.
 *
 * @throws InputError for a section of a kind that is not known here
 */
export function withReadmeSections(readme: string, settings: Settings): string {
  const lines: string[] = [];
  let isKept = true;
  let isAfterMark = false;
  for (const line of readme.split('\n')) {
    const condition = ONLY.exec(line)?.[1];
    if (condition !== undefined || line === END) {
      isKept = condition === undefined || isFor(condition, settings);
      isAfterMark = true;
    } else if (isKept && isAfterMark && line !== '') {
      pushAfterMark(lines, line);
      isAfterMark = false;
    } else if (isKept && !isAfterMark) {
      lines.push(line);
    }
  }
  return `${lines.join('\n').trimEnd()}\n`;
}
