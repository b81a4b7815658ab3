import { PreviewedSetting } from '@nats-portal/plugin-nats-common';
import { stringify } from 'yaml';
import { Settings } from '../settings/Settings';

/** Shown elsewhere: the streams in the files, what is made of them as sums. */
const ELSEWHERE = new Set(['messaging']);

function written(value: unknown): string {
  if (value === undefined) {
    return '';
  }
  return typeof value === 'object'
    ? stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trim()
    : String(value);
}

/** Every value of the settings with its origin, in the order of the settings. */
export function settingsOf(settings: Settings): PreviewedSetting[] {
  const { worker, ...broker } = settings;
  const values: Record<string, unknown> = {
    ...broker,
    ...Object.fromEntries(
      Object.entries(worker).map(([name, value]) => [`worker.${name}`, value]),
    ),
  };
  return Object.entries(settings.origins)
    .filter(([name]) => !ELSEWHERE.has(name))
    .map(([name, origin]) => ({ name, value: written(values[name]), origin }));
}
