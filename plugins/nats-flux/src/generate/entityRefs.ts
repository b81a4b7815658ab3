import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  accountEntityName,
  brokerEntityName,
  workerEntityName,
} from '../settings/entityNames';
import { Settings } from '../settings/Settings';

/** Reference of the broker's entity. */
export function brokerEntityRef(settings: Settings): string {
  return stringifyEntityRef({
    kind: 'Resource',
    name: brokerEntityName(settings),
  });
}

/**
 * References of the entities that the generated `catalog-info.yaml` holds: the
 * broker's first, then the further accounts', then the workers' in the order of the spec.
 *
 * @public
 */
export function entityRefs(settings: Settings): string[] {
  return [
    brokerEntityRef(settings),
    ...settings.accounts.slice(1).map(({ name }) =>
      stringifyEntityRef({
        kind: 'Resource',
        name: accountEntityName(settings, name),
      }),
    ),
    ...settings.workers.map(({ name }) =>
      stringifyEntityRef({
        kind: 'Component',
        name: workerEntityName(settings, name),
      }),
    ),
  ];
}
