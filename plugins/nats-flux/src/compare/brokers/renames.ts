import { ReleaseNames } from './Release';
import {
  ReleaseRule,
  changesAt,
  releaseConsequence,
} from './releaseConsequence';
import { ReleasePair } from './Release';
import { valueAt, isSame } from '../repository/tree';
import { step } from '../text/step';
import { valueChange } from '../text/valueChange';
import { ValueChange } from '../Consequence';

/** Values that name things; those not in `values` follow in `SPEC_NAMES`. */
const VALUE_NAMES = [
  ['fullnameOverride'],
  ['nameOverride'],
  ['statefulSet', 'name'],
  ['namespaceOverride'],
];

const SPEC_NAMES = [
  ['metadata', 'name'],
  ['spec', 'releaseName'],
  ['spec', 'targetNamespace'],
];

/** Names of the NATS cluster beside the StatefulSet's. */
const CLUSTER_NAMES = [
  ['config', 'cluster', 'merge', 'name'],
  ['config', 'merge', 'cluster', 'name'],
  ['config', 'merge', 'server_name'],
  ['config', 'serverNamePrefix'],
];

/** True where the servers afterwards are others, with volumes of their own. */
export function isNewBroker({ before, after }: ReleasePair): boolean {
  return (
    before.names.namespace !== after.names.namespace ||
    before.names.statefulSet !== after.names.statefulSet
  );
}

function differing(
  { before, after }: ReleasePair,
  names: (keyof ReleaseNames)[],
): string {
  return names
    .filter(name => before.names[name] !== after.names[name])
    .map(name => `${name} ${before.names[name]} becomes ${after.names[name]}`)
    .join(', ');
}

function namesChanged(pair: ReleasePair): ValueChange[] {
  const { before, after } = pair;
  const written = [
    ...changesAt(pair, VALUE_NAMES),
    ...SPEC_NAMES.map(path => ({
      path,
      from: valueAt(before.object.content, path),
      to: valueAt(after.object.content, path),
    }))
      .filter(({ from, to }) => !isSame(from, to))
      .map(({ path, from, to }) => valueChange(path, from, to)),
  ];
  const [from, to] = [before.object.namespace, after.object.namespace];
  return from === to
    ? written
    : [...written, valueChange(['metadata', 'namespace'], from, to)];
}

const keepTheName = step(
  'Keep the name. For a broker of another name, make a second one beside it and mirror its streams there.',
);

/** `change-identity`: names under which servers and volumes are found. */
export const renames: ReleaseRule = pair => {
  const { before, after } = pair;
  if (isNewBroker(pair)) {
    return [
      releaseConsequence(pair, {
        id: 'change-identity',
        severity: 'error',
        outcome: 'empty-store',
        changes: namesChanged(pair),
        consequence: `A new StatefulSet with new, empty volumes takes the place of the old one (${differing(
          pair,
          ['namespace', 'statefulSet'],
        )}). The old volumes stay, and nothing reads them any more.`,
        procedure: [
          keepTheName,
          step(
            'When all publishers and consumers have moved, remove the old broker.',
          ),
        ],
      }),
    ];
  }
  const renamed =
    before.names.release === after.names.release
      ? []
      : [
          releaseConsequence(pair, {
            id: 'change-identity',
            severity: 'error',
            outcome: 'disruption',
            changes: namesChanged(pair),
            consequence: `Flux uninstalls the release and installs one of the new name (${differing(
              pair,
              ['release'],
            )}): all servers stop at once. Only because the StatefulSet keeps its name are the volumes found again.`,
            procedure: [
              step(
                'Keep the name of the release; nothing outside Helm sees it.',
              ),
            ],
          }),
        ];
  const serverNames = changesAt(pair, CLUSTER_NAMES);
  return serverNames.length === 0
    ? renamed
    : [
        ...renamed,
        releaseConsequence(pair, {
          id: 'change-identity',
          severity: 'error',
          outcome: 'empty-store',
          changes: serverNames,
          consequence:
            'Servers or cluster come back under another name, which must not change after the first start: the groups that keep the streams know the old names and find no majority. KEDA finds a server by the name of its pod only.',
          procedure: [keepTheName],
        }),
      ];
};
