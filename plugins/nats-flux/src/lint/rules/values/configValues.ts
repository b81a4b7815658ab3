import { configSections } from '../../model/configSections';
import { isMapping, valueAt } from '../../model/data';
import { NatsRelease } from '../../model/NatsRelease';
import { Leaf, leaves } from './leaves';

/** All keys that are merged into nats.conf. */
export function configLeaves(release: NatsRelease): Leaf[] {
  return configSections(release).flatMap(({ path }) => {
    const merge = [...path, 'merge'];
    return [...leaves(valueAt(release.values, merge), merge)];
  });
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
export function variableNames(release: NatsRelease): Set<string> {
  return new Set(
    configLeaves(release).flatMap(({ value }) =>
      typeof value === 'string' && UNQUOTED.test(value)
        ? [...value.matchAll(/\$(\w+)/g)].map(([, name]) => name)
        : [],
    ),
  );
}
