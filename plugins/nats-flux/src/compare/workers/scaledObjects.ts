import { formatPath } from '@nats-portal/plugin-nats-common';
import { Comparison, objectsOfKind } from '../Comparison';
import { Consequence, ValueChange } from '../Consequence';
import { contentChanges, objectConsequence } from '../objectConsequence';
import { pairByName } from '../repository/pairObjects';
import { ObjectPair, RepositoryObject } from '../repository/RepositoryObject';
import {
  isAbsent,
  isSame,
  listAt,
  scalarText,
  textAt,
  valueAt,
} from '../repository/tree';
import { objectName } from '../text/objectName';
import { step } from '../text/step';

/** A trigger on the backlog of a consumer, with its place in the list. */
interface Trigger {
  at: number;
  trigger: unknown;
}

/** Scalers that ask for a backlog: their numbers, with what KEDA takes where there is none. */
const SCALERS: Readonly<Record<string, Record<string, string | undefined>>> = {
  'nats-jetstream': { lagThreshold: '10', activationLagThreshold: '0' },
  prometheus: { threshold: undefined, activationThreshold: '0' },
};

const typeOf = ({ trigger }: Pick<Trigger, 'trigger'>) =>
  textAt(trigger, ['type']) ?? '';

const metadataOf = ({ trigger }: Trigger, key: string) =>
  valueAt(trigger, ['metadata', key]);

/** Names of a query of Prometheus that say whose backlog it is. */
const LABELS = ['account', 'stream_name', 'consumer_name'];

function consumerOf(trigger: Trigger): string {
  const query = scalarText(metadataOf(trigger, 'query'));
  const names =
    typeOf(trigger) === 'prometheus'
      ? LABELS.map(
          label => new RegExp(`\\b${label}="([^"]*)"`).exec(query)?.[1] ?? '',
        )
      : ['accountID', 'account', 'stream', 'consumer'].map(key =>
          scalarText(metadataOf(trigger, key)),
        );
  return names.filter(name => name !== '').join('/');
}

function triggersOf({ content }: RepositoryObject): Trigger[] {
  return (
    listAt(content, ['spec', 'triggers'])
      .map((trigger, at) => ({ at, trigger }))
      .filter(trigger => Object.hasOwn(SCALERS, typeOf(trigger)))
      // A query of anything else is no backlog.
      .filter(trigger => consumerOf(trigger) !== '')
  );
}

function triggerChanges(before: Trigger, after: Trigger): ValueChange[] {
  return Object.entries(SCALERS[typeOf(after)])
    .map(([key, otherwise]) => ({
      path: formatPath(['spec', 'triggers', after.at, 'metadata', key]),
      from: metadataOf(before, key) ?? otherwise,
      to: metadataOf(after, key) ?? otherwise,
    }))
    .filter(({ from, to }) => !isSame(from, to));
}

/** Tells one trigger of a ScaledObject from another. */
const keyOf = (trigger: Trigger) =>
  JSON.stringify([typeOf(trigger), consumerOf(trigger)]);

function thresholds(pair: ObjectPair): Consequence[] {
  const before = new Map(
    triggersOf(pair.before).map(trigger => [keyOf(trigger), trigger]),
  );
  const changes = [
    ...contentChanges(pair, [
      { path: ['spec', 'minReplicaCount'], otherwise: 0 },
      { path: ['spec', 'maxReplicaCount'], otherwise: 100 },
    ]),
    ...triggersOf(pair.after).flatMap(trigger => {
      const own = before.get(keyOf(trigger));
      return own ? triggerChanges(own, trigger) : [];
    }),
  ];
  return changes.length === 0
    ? []
    : [
        objectConsequence(pair.after, {
          id: 'change-keda-threshold',
          severity: 'warning',
          outcome: 'behaviour',
          changes,
          consequence:
            'At the next look at the backlog KEDA asks for another number of workers: many may start or stop at once.',
          procedure: [
            step(
              'See the backlog first: the workers wanted are the backlog over the threshold, between the two counts.',
            ),
          ],
        }),
      ];
}

function consumers(pair: ObjectPair): Consequence[] {
  const [from, to] = [pair.before, pair.after].map(object =>
    [...new Set(triggersOf(object).map(consumerOf))].sort(),
  );
  return isSame(from, to)
    ? []
    : [
        objectConsequence(pair.after, {
          id: 'change-keda-consumer',
          severity: 'warning',
          outcome: 'behaviour',
          changes: [{ path: 'spec.triggers', from, to }],
          consequence:
            'The workers follow the backlog of another consumer, or of none. One that does not exist, or of which KEDA is not told, wakes nobody.',
          procedure: [
            step(
              'See that the consumer exists, and that the workers read that one.',
            ),
          ],
        }),
      ];
}

function fallback(pair: ObjectPair): Consequence[] {
  const path = ['spec', 'fallback'];
  return isAbsent(valueAt(pair.before.content, path)) ||
    !isAbsent(valueAt(pair.after.content, path))
    ? []
    : [
        objectConsequence(pair.after, {
          id: 'change-keda-fallback',
          severity: 'warning',
          outcome: 'behaviour',
          changes: contentChanges(pair, [{ path }]),
          consequence:
            'While KEDA cannot read the backlog, for which one restarting server is enough, nothing says how many workers there shall be.',
          procedure: [
            step('Keep it, with `behavior: currentReplicasIfHigher`.'),
          ],
        }),
      ];
}

function removed(object: RepositoryObject): Consequence {
  return objectConsequence(object, {
    id: 'change-keda-removed',
    severity: 'warning',
    outcome: 'behaviour',
    changes: [{ path: '', from: objectName(object) }],
    consequence:
      'Nobody counts the workers any more: they stay as many as they are, and where that is none, none starts.',
    procedure: [
      step('Write `replicas` into the Deployment in the same change.'),
    ],
  });
}

/** `change-keda-*`: when workers start and stop. */
export function compareScaledObjects(comparison: Comparison): Consequence[] {
  const { before, after } = objectsOfKind(
    comparison,
    'keda.sh',
    'ScaledObject',
  );
  const { pairs, removed: gone } = pairByName(before, after);
  const targets = new Set(
    objectsOfKind(comparison, 'apps', 'Deployment').after.map(
      ({ name }) => name,
    ),
  );
  const target = ({ content }: RepositoryObject) =>
    textAt(content, ['spec', 'scaleTargetRef', 'name']) ?? '';
  return [
    ...pairs.flatMap(pair => [
      ...thresholds(pair),
      ...consumers(pair),
      ...fallback(pair),
    ]),
    // Without its workers there is nothing left to count.
    ...gone.filter(object => targets.has(target(object))).map(removed),
  ];
}
