import { quote } from '../../../settings/findings';
import { isMapping, KeyPath, listAt, textAt, valueAt } from '../../model/data';
import { forEachRelease, ReleaseRule, valueError } from '../ReleaseRule';
import { leaves } from './leaves';

/** Containers and templates whose lists the chart fills. */
const REPLACED: KeyPath[] = [
  ['container', 'merge', 'volumeMounts'],
  ['container', 'merge', 'args'],
  ['container', 'merge', 'ports'],
  ['reloader', 'merge', 'volumeMounts'],
  ['reloader', 'merge', 'args'],
  ['natsBox', 'container', 'merge', 'volumeMounts'],
  ['podTemplate', 'merge', 'spec', 'containers'],
  ['podTemplate', 'merge', 'spec', 'volumes'],
  ['statefulSet', 'merge', 'spec', 'template', 'spec', 'containers'],
  ['statefulSet', 'merge', 'spec', 'template', 'spec', 'volumes'],
  ['statefulSet', 'merge', 'spec', 'volumeClaimTemplates'],
  ['promExporter', 'podMonitor', 'merge', 'spec', 'podMetricsEndpoints'],
  ['config', 'cluster', 'merge', 'routes'],
];

/** values-list-merge: lists are replaced, never merged. */
const wholeLists: ReleaseRule = function* wholeLists(release) {
  for (const path of REPLACED) {
    if (Array.isArray(valueAt(release.values, path))) {
      yield valueError(
        'values-list-merge',
        release,
        path,
        'replaces the whole list that the chart makes, so what the chart put there is gone; add to it by patch: [{op: add, path: …/-, value: …}]',
      );
    }
  }
};

const OPERATIONS = ['add', 'remove', 'replace', 'move', 'copy', 'test'];

function* patchesIn(value: unknown, path: KeyPath): Iterable<KeyPath> {
  if (!isMapping(value)) {
    return;
  }
  for (const [key, item] of Object.entries(value)) {
    const at = [...path, key];
    if (key === 'patch' && Array.isArray(item)) {
      yield at;
    } else if (key !== 'merge') {
      yield* patchesIn(item, at);
    }
  }
}

function explainOperation(operation: unknown): string | undefined {
  const op = textAt(operation, ['op']);
  const path = valueAt(operation, ['path']);
  if (op === undefined || !OPERATIONS.includes(op)) {
    return `${quote(op)} is no operation of a JSON Patch (${OPERATIONS.join(
      ', ',
    )})`;
  }
  if (typeof path !== 'string' || (path !== '' && !path.startsWith('/'))) {
    return `its path ${quote(path)} does not begin with a slash`;
  }
  if (
    ['add', 'replace', 'test'].includes(op) &&
    valueAt(operation, ['value']) === undefined
  ) {
    return `${op} needs a value`;
  }
  if (['move', 'copy'].includes(op) && !textAt(operation, ['from'])) {
    return `${op} needs from`;
  }
  return undefined;
}

/** values-patch-path: patches that fail whatever the chart renders. */
const patches: ReleaseRule = function* patches(release) {
  for (const path of patchesIn(release.values, [])) {
    for (const [i, operation] of listAt(release.values, path).entries()) {
      const problem = explainOperation(operation);
      if (problem) {
        yield valueError(
          'values-patch-path',
          release,
          [...path, i],
          `${problem}, and the chart fails to render`,
        );
      }
    }
  }
};

/** values-template-key: texts that the chart runs as a template. */
const templates: ReleaseRule = function* templates(release) {
  for (const { path, key } of leaves(release.values, [])) {
    if (
      (key === '$tplYaml' || key === '$tplYamlSpread') &&
      path[0] !== 'extraResources'
    ) {
      yield valueError(
        'values-template-key',
        release,
        path,
        'is run as a template of Helm, with everything a template may read: write the value itself',
      );
    }
  }
};
/** Rules about what is merged into, or patched onto, what the chart makes. */
export const valuesMergeRules = [wholeLists, patches, templates].map(
  forEachRelease,
);
