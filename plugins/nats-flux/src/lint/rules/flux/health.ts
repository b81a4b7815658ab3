import { isSetAt, KeyPath, listAt, textAt, valueAt } from '../../model/data';
import { GROUPS } from '../../model/Repository';
import { error, RepositoryRule, warning } from '../../RepositoryRule';
import { isAsset } from './assets';

/** flux-health-expr: kinds whose errors Flux does not see. */
const healthExpressions: RepositoryRule = function* healthExpressions({
  fluxKustomizations,
}) {
  for (const { manifest, applies } of fluxKustomizations) {
    const path: KeyPath = ['spec', 'healthCheckExprs'];
    const waits = valueAt(manifest.data, ['spec', 'wait']) === true;
    const covered = (kind: string) =>
      listAt(manifest.data, path).some(
        item =>
          textAt(item, ['apiVersion'])?.startsWith(`${GROUPS.jetStream}/`) &&
          [undefined, kind].includes(textAt(item, ['kind'])),
      );
    const kinds = new Set(applies.filter(isAsset).map(({ kind }) => kind));
    const missing = [...kinds].filter(kind => !covered(kind));
    if (waits && missing.length > 0) {
      yield error(
        'flux-health-expr',
        manifest,
        path,
        `waits for ${missing.join(
          ' and ',
        )} without knowing their errors: one that the server refuses looks in progress until the timeout; add healthCheckExprs for ${
          GROUPS.jetStream
        }`,
      );
    }
  }
};

/** flux-wait-healthchecks: a list that is not looked at. */
const oneWayToWait: RepositoryRule = function* oneWayToWait({
  fluxKustomizations,
}) {
  for (const { manifest } of fluxKustomizations) {
    const path = ['spec', 'healthChecks'];
    if (
      valueAt(manifest.data, ['spec', 'wait']) === true &&
      isSetAt(manifest.data, path)
    ) {
      yield warning(
        'flux-wait-healthchecks',
        manifest,
        path,
        'is ignored with wait: true, which waits for everything; leave one of the two out',
      );
    }
  }
};

/** Rules about how Flux waits for what it applied. */
export const fluxHealthRules: RepositoryRule[] = [
  healthExpressions,
  oneWayToWait,
];
