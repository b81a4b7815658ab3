import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  Finding,
  NATS_BROKER_ANNOTATION,
} from '@nats-portal/plugin-nats-common';

/**
 * A cluster of the catalog.
 *
 * @public
 */
export interface Cluster {
  name: string;
  /** The broker that its annotation names, where it has one. */
  broker: string | undefined;
}

const filter = { kind: 'Resource', 'spec.type': 'kubernetes-cluster' };

/** `local` and `resource:default/local` mean the same. */
function isMeant(entity: Entity, wanted: string): boolean {
  return (
    entity.metadata.name === wanted ||
    stringifyEntityRef(entity) === wanted.toLocaleLowerCase('en-US')
  );
}

/**
 * Finds a cluster by name or entity ref. An unknown one is a finding that names
 * the clusters there are, so that it is reported with everything else.
 *
 * @public
 */
export async function findCluster(
  wanted: string,
  options: { catalog: CatalogService; credentials: BackstageCredentials },
): Promise<{ cluster: Cluster; findings: Finding[] }> {
  const { items } = await options.catalog.getEntities(
    {
      filter,
      fields: ['kind', 'metadata'],
    },
    { credentials: options.credentials },
  );
  const entity = items.find(item => isMeant(item, wanted));
  if (entity) {
    return {
      cluster: {
        name: entity.metadata.name,
        broker: entity.metadata.annotations?.[NATS_BROKER_ANNOTATION],
      },
      findings: [],
    };
  }
  const names = items.map(item => item.metadata.name).sort();
  return {
    cluster: { name: wanted, broker: undefined },
    findings: [
      {
        id: 'cluster-unknown',
        severity: 'error',
        path: 'cluster',
        message: `"${wanted}" is no cluster of the catalog (Resources of type kubernetes-cluster: ${
          names.join(', ') || 'none'
        })`,
      },
    ],
  };
}
