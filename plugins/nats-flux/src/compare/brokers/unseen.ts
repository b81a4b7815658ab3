import { isSame, valueAt } from '../repository/tree';
import { step } from '../text/step';
import { valueChange } from '../text/valueChange';
import { releaseConsequence, ReleaseRule } from './releaseConsequence';

/** What changes the values, or what is made of them, somewhere else. */
const UNSEEN = [
  ['spec', 'valuesFrom'],
  ['spec', 'postRenderers'],
  ['spec', 'chart', 'spec', 'valuesFiles'],
];

/** `change-unseen`: changes of which this comparison sees the reference only. */
export const unseen: ReleaseRule = pair => {
  const changes = UNSEEN.map(path => ({
    path,
    from: valueAt(pair.before.object.content, path),
    to: valueAt(pair.after.object.content, path),
  }))
    .filter(({ from, to }) => !isSame(from, to))
    .map(({ path, from, to }) => valueChange(path, from, to));
  return changes.length === 0
    ? []
    : [
        releaseConsequence(pair, {
          id: 'change-unseen',
          severity: 'warning',
          outcome: 'unknown',
          changes,
          consequence:
            'Values from elsewhere win over those written here, and a post-renderer changes what the chart makes. What that does to the servers cannot be told from these files.',
          procedure: [
            step(
              'Render the chart with both states and compare the StatefulSet and the nats.conf.',
            ),
          ],
        }),
      ];
};
