import {
  NATS_CONSUMERS_ANNOTATION,
  NATS_STREAMS_ANNOTATION,
} from '@nats-portal/plugin-nats-common';
import { quote } from '../../../settings/findings';
import { textAt } from '../../model/data';
import { perRepository } from '../../model/perRepository';
import { GROUPS } from '../../model/Repository';
import { RepositoryFinding } from '../../RepositoryFinding';
import { RepositoryRule, warning } from '../../RepositoryRule';
import { nearestName } from '../../schemas/nearestName';
import { annotationPath, catalogEntities, CatalogEntity } from './entities';

/** Consumers that the repository declares, by their stream. */
const declaredConsumers = perRepository(({ of }) => {
  const streams = new Map<string, Set<string>>();
  for (const { data } of of(GROUPS.jetStream, 'Stream')) {
    streams.set(textAt(data, ['spec', 'name']) ?? '', new Set());
  }
  for (const { data } of of(GROUPS.jetStream, 'Consumer')) {
    streams
      .get(textAt(data, ['spec', 'streamName']) ?? '')
      ?.add(textAt(data, ['spec', 'durableName']) ?? '');
  }
  return streams;
});

const NOTHING = 'where nobody else makes it, the page finds nothing of it';

function* misspelledStreams(
  { manifest }: CatalogEntity,
  annotation: string,
  { wanted, known }: { wanted: readonly string[]; known: readonly string[] },
): Iterable<RepositoryFinding> {
  for (const stream of new Set(wanted)) {
    const near = known.includes(stream)
      ? undefined
      : nearestName(stream, known);
    if (near) {
      yield warning(
        'catalog-name',
        manifest,
        annotationPath(annotation),
        `no Stream of this repository is called ${quote(
          stream,
        )}: ${NOTHING}; did you mean ${near}?`,
      );
    }
  }
}

/** catalog-name: streams and consumers of which a page would show nothing. */
const names: RepositoryRule = function* names(repository) {
  const declared = declaredConsumers(repository);
  const known = [...declared.keys()];
  for (const entity of catalogEntities(repository)) {
    const { consumers, streams } = entity.messaging;
    yield* misspelledStreams(entity, NATS_STREAMS_ANNOTATION, {
      wanted: streams,
      known,
    });
    yield* misspelledStreams(entity, NATS_CONSUMERS_ANNOTATION, {
      wanted: consumers.map(({ stream }) => stream),
      known,
    });
    for (const { stream, consumer } of consumers) {
      const ofStream = declared.get(stream);
      if (consumer !== '*' && ofStream && !ofStream.has(consumer)) {
        yield warning(
          'catalog-name',
          entity.manifest,
          annotationPath(NATS_CONSUMERS_ANNOTATION),
          `no Consumer of this repository is ${quote(consumer)} of ${stream} (${
            [...ofStream].slice(0, 5).join(', ') || 'it has none'
          }): ${NOTHING}; mend the name, or declare it`,
        );
      }
    }
  }
};

/** Rules about what entities name. */
export const catalogNameRules: RepositoryRule[] = [names];
