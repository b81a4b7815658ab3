import { KeyPath, valueAt } from '../../model/data';
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

/** Rules about what is merged into what the chart makes. */
export const valuesMergeRules = [wholeLists, templates].map(forEachRelease);
