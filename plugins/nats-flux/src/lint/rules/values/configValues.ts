import { isMapping, KeyPath, valueAt } from '../../model/data';
import { JsonSchema } from '../../schemas/JsonSchema';
import { natsConf } from '../../schemas/natsConf';
import { Leaf, leaves } from './leaves';

const LISTENERS = [
  'cluster',
  'gateway',
  'leafnodes',
  'mqtt',
  'websocket',
] as const;

/** Sections whose `merge` becomes a part of nats.conf, and which part. */
export const CONFIG_SECTIONS: { path: KeyPath; schema: JsonSchema }[] = [
  { path: ['config', 'merge'], schema: natsConf.top },
  { path: ['config', 'jetstream', 'merge'], schema: natsConf.jetstream },
  { path: ['config', 'resolver', 'merge'], schema: natsConf.resolver },
  ...LISTENERS.map(listener => ({
    path: ['config', listener, 'merge'],
    schema: natsConf[listener],
  })),
  ...['nats', ...LISTENERS].map(listener => ({
    path: ['config', listener, 'tls', 'merge'],
    schema: natsConf.tls,
  })),
];

/** All keys of all sections. */
export function configLeaves(values: unknown): Leaf[] {
  return CONFIG_SECTIONS.flatMap(({ path }) => [
    ...leaves(valueAt(values, path), path),
  ]);
}

/** What the chart takes out of its quotes. */
export const UNQUOTED = /^<< .* >>$/s;

/** The same, misspelt. */
export const SPACELESS = /^<<.*>>$/s;

/** A configuration without what is no value yet: variables, and what other rules look at. */
export function withoutVariables(value: unknown): unknown {
  if (typeof value === 'string' && SPACELESS.test(value)) {
    return undefined;
  }
  if (Array.isArray(value)) {
    return value.map(withoutVariables);
  }
  if (isMapping(value)) {
    const entries = Object.entries(value);
    return entries.some(([key]) => key.startsWith('$tplYaml'))
      ? undefined
      : Object.fromEntries(
          entries
            // An include names a file, which brings keys of its own.
            .filter(([key]) => !key.includes('$include'))
            .map(([key, item]) => [key, withoutVariables(item)]),
        );
  }
  return value;
}

/** Keys that are no settings, but variables that others use. */
export function variableNames(values: unknown): Set<string> {
  return new Set(
    configLeaves(values).flatMap(({ value }) =>
      typeof value === 'string' && UNQUOTED.test(value)
        ? [...value.matchAll(/\$(\w+)/g)].map(([, name]) => name)
        : [],
    ),
  );
}
