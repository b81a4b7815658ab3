import { Manifest } from '../../model/Manifest';
import { entriesAt, listAt, textAt, valueAt } from '../../model/data';
import { selects } from '../../model/labels';
import { error, RepositoryRule, warning } from '../../RepositoryRule';
import { GROUPS } from '../../model/Repository';
import { quote } from '../../../settings/findings';

const WORKLOADS = ['Deployment', 'StatefulSet', 'DaemonSet'];
const POD = ['spec', 'template', 'spec'];
const SELECTOR = ['spec', 'selector'];
const LABELS = ['spec', 'template', 'metadata', 'labels'];

/** reference-selector: pods that their own workload does not select. */
const ownPods: RepositoryRule = function* ownPods({ of }) {
  for (const workload of of('apps', ...WORKLOADS)) {
    const labels = Object.fromEntries(
      entriesAt(workload.data, LABELS).map(([key, value]) => [
        key,
        String(value),
      ]),
    );
    const selector = valueAt(workload.data, SELECTOR);
    if (selector !== undefined && !selects(selector, labels)) {
      yield error(
        'reference-selector',
        workload,
        SELECTOR,
        `does not select the pods that ${workload.name} makes: the API server refuses it, and nothing that its Kustomization applies changes; give the pods the same labels`,
      );
    }
  }
};

const CONTAINERS = ['containers', 'initContainers'];

/** reference-volume: mounts of what the pod has not. */
const mounts: RepositoryRule = function* mounts({ of }) {
  for (const workload of of('apps', ...WORKLOADS)) {
    const known = [
      ...listAt(workload.data, [...POD, 'volumes']),
      ...listAt(workload.data, ['spec', 'volumeClaimTemplates']).map(claim =>
        valueAt(claim, ['metadata']),
      ),
    ].map(volume => textAt(volume, ['name']));
    for (const kind of CONTAINERS) {
      const containers = listAt(workload.data, [...POD, kind]);
      for (const [i, container] of containers.entries()) {
        const all = listAt(container, ['volumeMounts']);
        for (const [j, mount] of all.entries()) {
          if (!known.includes(textAt(mount, ['name']))) {
            yield error(
              'reference-volume',
              workload,
              [...POD, kind, i, 'volumeMounts', j, 'name'],
              `${quote(
                valueAt(mount, ['name']),
              )} is no volume of the pod: the API server refuses it, and nothing that its Kustomization applies changes; add it to volumes`,
            );
          }
        }
      }
    }
  }
};

/** Without a tag it is `latest`, which is whatever was pushed last. */
const MOVING = /^(?:[^/]+\/)*[^:/@]+(?::latest)?$/;

/** reference-image: pods of whose image nobody can say which it is. */
const images: RepositoryRule = function* images({ of }) {
  for (const workload of of('apps', ...WORKLOADS)) {
    for (const kind of CONTAINERS) {
      const containers = listAt(workload.data, [...POD, kind]);
      for (const [i, container] of containers.entries()) {
        const image = textAt(container, ['image']);
        if (image !== undefined && MOVING.test(image)) {
          yield warning(
            'reference-image',
            workload,
            [...POD, kind, i, 'image'],
            `${quote(
              image,
            )} is whatever was pushed last when a pod starts: workers of one deployment may run different code, and going back in Git brings no older one back; name a tag, or better a digest (@sha256:…)`,
          );
        }
      }
    }
  }
};

function workloadsIn(manifests: readonly Manifest[], scaler: Manifest) {
  return manifests.filter(({ namespace }) => namespace === scaler.namespace);
}

/** reference-target: a workload that is not there to be scaled. */
const targets: RepositoryRule = function* targets({ of }) {
  for (const scaler of of(GROUPS.keda, 'ScaledObject')) {
    const path = ['spec', 'scaleTargetRef'];
    const kind = textAt(scaler.data, [...path, 'kind']) ?? 'Deployment';
    const name = textAt(scaler.data, [...path, 'name']);
    const there = workloadsIn(of('apps', kind), scaler);
    if (
      name !== undefined &&
      there.length > 0 &&
      !there.some(workload => workload.name === name)
    ) {
      yield warning(
        'reference-target',
        scaler,
        [...path, 'name'],
        `no ${kind} of this repository is called ${quote(
          name,
        )} in its namespace, so nothing is scaled; mend the name (there is ${there
          .map(workload => workload.name)
          .join(', ')})`,
      );
    }
  }
};

/** Rules about what belongs to the pods of a workload. */
export const podRules: RepositoryRule[] = [ownPods, mounts, images, targets];
