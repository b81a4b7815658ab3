import { ValueChange } from '../Consequence';
import { isSame, scalarText } from '../repository/tree';
import { shellWord } from '../text/shellWord';
import { step } from '../text/step';
import { byteSize, isSameSize } from './byteSize';
import { Release, isOn, ReleasePair, valueOf } from './Release';
import {
  changesAt,
  releaseConsequence,
  ReleaseRule,
} from './releaseConsequence';
import { isNewBroker } from './renames';
import { newBrokerAndMirror, orphanDelete } from './statefulSetProcedures';

/** A volume that each server has of its own. */
interface Claim {
  /** What it holds, as a sentence calls it. */
  what: string;
  /** Where its settings are. */
  pvc: string[];
  /** What must be on for it to exist. */
  switches: string[][];
  /** End of its default name. */
  suffix: string;
}

const STORE = ['config', 'jetstream', 'fileStore'];
const RESOLVER = ['config', 'resolver'];

const CLAIMS: Claim[] = [
  {
    what: 'file store',
    pvc: [...STORE, 'pvc'],
    switches: [
      ['config', 'jetstream', 'enabled'],
      [...STORE, 'enabled'],
      [...STORE, 'pvc', 'enabled'],
    ],
    suffix: 'js',
  },
  {
    what: 'account resolver',
    pvc: [...RESOLVER, 'pvc'],
    switches: [
      [...RESOLVER, 'enabled'],
      [...RESOLVER, 'pvc', 'enabled'],
    ],
    suffix: 'resolver',
  },
];

function claimName(release: Release, { pvc, suffix }: Claim): string {
  const name = valueOf(release, [...pvc, 'name']);
  return typeof name === 'string' && name !== ''
    ? name
    : `${release.names.fullname}-${suffix}`;
}

function hasClaim(release: Release, { switches }: Claim): boolean {
  return switches.every(path => isOn(release, ...path));
}

/** What the volume claim template holds, as far as it changed. */
function templateChanges(pair: ReleasePair, claim: Claim): ValueChange[] {
  const { before, after } = pair;
  const path = (key: string) => [...claim.pvc, key];
  const keys = ['size', 'storageClassName', 'name', 'merge', 'patch'].filter(
    key => {
      const [from, to] = [
        valueOf(before, path(key)),
        valueOf(after, path(key)),
      ];
      if (key === 'name') {
        return claimName(before, claim) !== claimName(after, claim);
      }
      return !isSame(from, to) && !(key === 'size' && isSameSize(from, to));
    },
  );
  return changesAt(pair, keys.map(path));
}

function growth({ after }: ReleasePair, claim: Claim) {
  const size = scalarText(valueOf(after, [...claim.pvc, 'size']));
  const namespace = shellWord(after.names.namespace);
  const claims = `${claimName(after, claim)}-${after.names.statefulSet}-`;
  const patch = JSON.stringify({
    spec: { resources: { requests: { storage: size } } },
  });
  return orphanDelete(after, [
    step(
      'Grow every volume; its StorageClass needs allowVolumeExpansion: true.',
      `for pvc in $(kubectl -n ${namespace} get pvc -o name | grep -F ${shellWord(
        claims,
      )}); do kubectl -n ${namespace} patch "$pvc" --type merge -p ${shellWord(
        patch,
      )}; done`,
    ),
  ]);
}

const onlySize = (changes: ValueChange[]) =>
  changes.every(({ path }) => path.endsWith('.size'));

/** `change-vct`: volume claim templates, which no StatefulSet may change. */
export const volumeClaims: ReleaseRule = pair => {
  if (isNewBroker(pair)) {
    return [];
  }
  const { before, after } = pair;
  return CLAIMS.flatMap(claim => {
    const [had, has] = [hasClaim(before, claim), hasClaim(after, claim)];
    const changes =
      had === has
        ? templateChanges(pair, claim)
        : changesAt(pair, claim.switches);
    if ((!had && !has) || changes.length === 0) {
      return [];
    }
    const refused =
      'Kubernetes refuses it: the volume claim templates of a StatefulSet cannot change. The upgrade of the release fails, and nothing else of it reaches the pods.';
    const common = {
      id: 'change-vct',
      severity: 'error' as const,
      outcome: 'rejected' as const,
      changes,
    };
    if (had !== has) {
      return [
        releaseConsequence(pair, {
          ...common,
          consequence: `${refused} ${
            has
              ? `The servers would get a volume for the ${claim.what} only with new pods.`
              : `Without the volume the ${claim.what} would be on the container's own disk, and lost at each restart.`
          }`,
          procedure: has
            ? orphanDelete(after)
            : [
                step(
                  'Back up what is to be kept: nothing is taken over from the volumes.',
                  'nats account backup <folder>',
                ),
                ...orphanDelete(after),
              ],
        }),
      ];
    }
    const path = [...claim.pvc, 'size'];
    const from = byteSize(valueOf(before, path)) ?? 0;
    const to = byteSize(valueOf(after, path)) ?? 0;
    const grows = onlySize(changes) && to > from;
    const shrinks = to < from ? ' A volume cannot shrink either.' : '';
    return [
      releaseConsequence(pair, {
        ...common,
        consequence: `${refused}${shrinks}`,
        procedure: grows ? growth(pair, claim) : [...newBrokerAndMirror],
      }),
    ];
  });
};
