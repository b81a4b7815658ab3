import {
  EntityMessaging,
  readEntityMessaging,
} from '@nats-portal/plugin-nats-common';
import { entriesAt, KeyPath } from '../../model/data';
import { Manifest } from '../../model/Manifest';
import { perRepository } from '../../model/perRepository';

/** The group of the catalog's kinds. */
const CATALOG = 'backstage.io';

/** An entity of Backstage's catalog with what it says of NATS. */
export interface CatalogEntity {
  manifest: Manifest;
  messaging: EntityMessaging;
}

const ANNOTATIONS = ['metadata', 'annotations'];

/** Where an annotation stands. */
export function annotationPath(annotation: string): KeyPath {
  return [...ANNOTATIONS, annotation];
}

function messagingOf({ data, kind, name }: Manifest): EntityMessaging {
  // Whatever is no text is no annotation, and for the catalog to refuse.
  const annotations = entriesAt(data, ANNOTATIONS).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return readEntityMessaging({
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, annotations: Object.fromEntries(annotations) },
  });
}

/** The entities of a repository. */
export const catalogEntities = perRepository(({ manifests }) =>
  manifests
    .filter(({ group }) => group === CATALOG)
    .map(
      (manifest): CatalogEntity => ({
        manifest,
        messaging: messagingOf(manifest),
      }),
    ),
);
