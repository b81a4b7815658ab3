import { valueAt } from '../../model/data';
import { GROUPS } from '../../model/Repository';
import { RepositoryRule, warning } from '../../RepositoryRule';

const UNTIL = 'leave suspend out, or see to it that it goes again';

/** Suspended objects of Flux, and what then does not happen. */
const SUSPENDED = [
  {
    group: GROUPS.fluxKustomize,
    kinds: ['Kustomization'],
    message: `Flux applies nothing of it: whatever else changes in its folder has no effect, nobody mends what is changed by hand in the cluster, and what depends on it waits; ${UNTIL}`,
  },
  {
    group: GROUPS.helm,
    kinds: ['HelmRelease'],
    message: `Flux neither installs nor upgrades it: values and versions that change here have no effect in the cluster; ${UNTIL}`,
  },
  {
    group: GROUPS.source,
    kinds: ['GitRepository', 'HelmRepository', 'OCIRepository', 'Bucket'],
    message: `Flux fetches nothing new from it: the cluster stays at what was fetched last, or gets nothing if that was never; ${UNTIL}`,
  },
] as const;

/** flux-suspend: objects that Flux is told to leave alone. */
const suspension: RepositoryRule = function* suspension({ of }) {
  for (const { group, kinds, message } of SUSPENDED) {
    for (const manifest of of(group, ...kinds)) {
      const path = ['spec', 'suspend'];
      if (valueAt(manifest.data, path) === true) {
        yield warning('flux-suspend', manifest, path, message);
      }
    }
  }
};

/** Rules about what Flux is told to leave alone. */
export const fluxSuspensionRules: RepositoryRule[] = [suspension];
