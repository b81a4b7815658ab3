import {
  desiredReplicas,
  NATS_SCALING_ANNOTATION,
  ScalingBounds,
} from '@nats-portal/plugin-nats-common';
import { Manifest } from '../../model/Manifest';
import { natsTriggers } from '../../model/natsTriggers';
import { perRepository } from '../../model/perRepository';
import { placeIn } from '../../model/place';
import { GROUPS, Repository } from '../../model/Repository';
import { ScaledConsumer, scaledConsumers } from '../../model/scaledConsumers';
import { RepositoryRule, warning } from '../../RepositoryRule';
import { annotationPath, catalogEntities } from './entities';

const KEYS = [
  'minReplicaCount',
  'maxReplicaCount',
  'lagThreshold',
  'activationLagThreshold',
] as const;

/** Count of folders that two files have in common, from the root. */
function nearness(a: string, b: string): number {
  const [left, right] = [a, b].map(path => path.split('/').slice(0, -1));
  const apart = left.findIndex((folder, i) => folder !== right[i]);
  return apart < 0 ? left.length : apart;
}

/** What scales consumers, by `STREAM/consumer`. */
const byConsumer = perRepository(repository => {
  const scaled = new Map<string, ScaledConsumer[]>();
  for (const each of scaledConsumers(repository)) {
    const known = scaled.get(each.consumer) ?? [];
    known.push(each);
    scaled.set(each.consumer, known);
  }
  return scaled;
});

/** What scales a consumer: of several clusters' in one repository, those nearest to the entity. */
function scalersOf(
  consumer: string,
  entity: Manifest,
  repository: Repository,
): ScaledConsumer[] {
  const own = byConsumer(repository).get(consumer) ?? [];
  const near = own.map(({ manifest }) => nearness(manifest.file, entity.file));
  const nearest = Math.max(...near);
  return own.filter((_each, i) => near[i] === nearest);
}

/** The smallest backlog at which two settings ask for different numbers of workers, as a sentence. */
function exampleOf(said: ScalingBounds, real: ScalingBounds): string {
  const lags = [said.lagThreshold, real.lagThreshold];
  const backlogs = [
    0,
    1,
    said.activationLagThreshold,
    real.activationLagThreshold,
    ...lags.map(lag => lag + 1),
    ...lags.flatMap(lag =>
      [said, real].map(({ maxReplicaCount }) => lag * maxReplicaCount),
    ),
  ].sort((a, b) => a - b);
  const backlog = backlogs.find(
    each => desiredReplicas(each, said) !== desiredReplicas(each, real),
  );
  return backlog === undefined
    ? 'where the two differ, the page says another number of workers than KEDA asks for'
    : `of a backlog of ${backlog} the page says that KEDA asks for ${desiredReplicas(
        backlog,
        said,
      )}, and KEDA asks for ${desiredReplicas(backlog, real)}`;
}

/** Consumers that some trigger asks for, be its numbers right or wrong. */
const askedFor = perRepository(
  repository =>
    new Set([
      ...natsTriggers(repository).map(
        each => `${each.stream}/${each.consumer}`,
      ),
      ...byConsumer(repository).keys(),
    ]),
);

/** catalog-scaling: numbers of workers that nobody starts. */
const scaler: RepositoryRule = function* scaler(repository) {
  for (const { manifest, messaging } of catalogEntities(repository)) {
    for (const consumer of Object.keys(messaging.scaling ?? {})) {
      const others = repository.of(GROUPS.keda, 'ScaledObject');
      if (others.length > 0 && !askedFor(repository).has(consumer)) {
        yield warning(
          'catalog-scaling',
          manifest,
          annotationPath(NATS_SCALING_ANNOTATION),
          `no ScaledObject of this repository scales by the backlog of ${consumer} (${others
            .slice(0, 5)
            .map(({ name }) => name)
            .join(
              ', ',
            )}): where nobody else's does, the page says that KEDA asks for workers, and KEDA does not; mend the name, or take it out`,
        );
      }
    }
  }
};

/** catalog-scaling: numbers by which a page says how many workers KEDA asks for, and KEDA does not. */
const scaling: RepositoryRule = function* scaling(repository) {
  for (const { manifest, messaging } of catalogEntities(repository)) {
    for (const [consumer, said] of Object.entries(messaging.scaling ?? {})) {
      for (const { bounds, manifest: by } of scalersOf(
        consumer,
        manifest,
        repository,
      )) {
        const different = KEYS.filter(key => said[key] !== bounds[key]);
        const { file, line } = placeIn(by, ['spec']);
        if (different.length > 0) {
          yield warning(
            'catalog-scaling',
            manifest,
            annotationPath(NATS_SCALING_ANNOTATION),
            `${consumer} is not scaled like this by ${by.kind} ${
              by.name
            } (${file}:${line}): ${exampleOf(said, bounds)}; write ${different
              .map(key => `${key}=${bounds[key]}`)
              .join(' ')}`,
          );
        }
      }
    }
  }
};

/** Rules about how an entity says that its workers are scaled. */
export const catalogScalingRules: RepositoryRule[] = [scaler, scaling];
