import { chartObjects } from '../../model/chartObjects';
import { configSections } from '../../model/configSections';
import { isMapping, KeyPath, listAt } from '../../model/data';
import { compareSchema, Mismatch } from '../../schemas/compareSchema';
import { kindDefinitions } from '../../schemas/kinds';
import { isSubstituted, suggestion, wanted } from '../explainMismatch';
import { forEachRelease, ReleaseRule, valueError } from '../ReleaseRule';
import {
  changedObject,
  isRendered,
  knownPart,
  placeOfChange,
} from './changedObject';
import { explainOperation } from './explainOperation';

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

/** values-patch-path: patches that are none. */
const operations: ReleaseRule = function* operations(release) {
  for (const path of patchesIn(release.values, [])) {
    for (const [i, operation] of listAt(release.values, path).entries()) {
      const problem = explainOperation(operation);
      if (problem) {
        yield valueError(
          'values-patch-path',
          release,
          [...path, i],
          `${problem}, so the chart fails to render, and nothing of the release is installed or upgraded; mend the patch`,
        );
      }
    }
  }
};

/** values-patch-path: patches of what the chart does not render. */
const patches: ReleaseRule = function* patches(release) {
  for (const object of [...chartObjects(release), ...configSections(release)]) {
    if (!isRendered(release, object)) {
      continue;
    }
    for (const { index, problem } of changedObject(release, object).failures) {
      yield valueError(
        'values-patch-path',
        release,
        [...object.path, 'patch', index],
        `${problem} in what the chart renders here, so it fails to render; add what is above it first, or put the whole into merge`,
      );
    }
  }
};

function explainField(mismatch: Mismatch): string {
  const consequence =
    'the API server refuses the object, and the release fails';
  return mismatch.problem === 'unknown' || mismatch.problem === 'missing'
    ? `is no field of the object that it is merged into: ${consequence}${
        mismatch.problem === 'unknown' ? suggestion(mismatch) : ''
      }`
    : `${wanted(mismatch)}: ${consequence}`;
}

/** values-merge-field: fields that the objects of Kubernetes do not have. */
const fields: ReleaseRule = function* fields(release) {
  for (const object of chartObjects(release)) {
    const { document } = changedObject(release, object);
    const mismatches = compareSchema(object.schema, knownPart(document), {
      definitions: kindDefinitions,
    });
    for (const mismatch of mismatches) {
      if (mismatch.problem !== 'missing' && !isSubstituted(mismatch)) {
        yield valueError(
          'values-merge-field',
          release,
          placeOfChange(release, object, mismatch.path),
          explainField(mismatch),
        );
      }
    }
  }
};

/** Rules about the objects of the chart after they were merged and patched. */
export const valuesObjectsRules = [operations, patches, fields].map(
  forEachRelease,
);
