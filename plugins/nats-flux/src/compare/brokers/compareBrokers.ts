import { Consequence } from '../Consequence';
import { ComparisonRule } from '../Comparison';
import { objectName } from '../text/objectName';
import { step } from '../text/step';
import { accounts } from './accounts';
import { chartVersion } from './chartVersion';
import { clusterSize } from './clusterSize';
import { fixedNames } from './fixedNames';
import { protocolTls } from './protocolTls';
import { Release } from './Release';
import { ReleaseRule } from './releaseConsequence';
import { findReleases } from './releases';
import { renames } from './renames';
import { restarts } from './restarts';
import { storeLimits } from './storeLimits';
import { unseen } from './unseen';
import { volumeClaims } from './volumeClaims';

const rules: ReleaseRule[] = [
  renames,
  volumeClaims,
  fixedNames,
  clusterSize,
  storeLimits,
  accounts,
  protocolTls,
  chartVersion,
  restarts,
  unseen,
];

function removedRelease(release: Release): Consequence {
  return {
    id: 'change-release-removed',
    severity: 'error',
    outcome: 'disruption',
    file: release.object.file,
    object: objectName(release.object),
    changes: [{ path: '', from: objectName(release.object) }],
    consequence:
      'Flux uninstalls the broker: all servers stop. Their volumes stay, unless the claims are to be deleted with the StatefulSet or the namespace goes too.',
    procedure: [
      step(
        'See that nobody publishes or consumes any more, and back up what is to be kept.',
        'nats account backup <folder>',
      ),
    ],
  };
}

/** Consequences for the brokers: the values of their Helm releases, names, versions. */
export const compareBrokers: ComparisonRule = comparison => {
  const { pairs, removed } = findReleases(comparison);
  return [
    ...pairs.flatMap(pair => rules.flatMap(rule => rule(pair))),
    ...removed.map(removedRelease),
  ];
};
