import {
  createPermission,
  Permission,
} from '@backstage/plugin-permission-common';

/**
 * See a broker: its servers, versions and storage.
 *
 * @public
 */
export const natsBrokerReadPermission = createPermission({
  name: 'nats.broker.read',
  attributes: { action: 'read' },
});

/**
 * See streams and consumers with their counters.
 *
 * @public
 */
export const natsMessagingReadPermission = createPermission({
  name: 'nats.messaging.read',
  attributes: { action: 'read' },
});

/**
 * Create and change streams and consumers on a broker.
 *
 * @public
 */
export const natsMessagingApplyPermission = createPermission({
  name: 'nats.messaging.apply',
  attributes: { action: 'update' },
});

/**
 * See what the annotations of an entity name, for those who may not see the streams and
 * consumers of all brokers. A policy may decide by the entity: the catalog applies the conditions.
 *
 * @public
 */
export const natsEntityReadPermission = createPermission({
  name: 'nats.entity.read',
  attributes: { action: 'read' },
  // RESOURCE_TYPE_CATALOG_ENTITY of @backstage/plugin-catalog-common.
  resourceType: 'catalog-entity',
});

/**
 * All permissions of the plugin.
 *
 * @public
 */
export const natsPermissions: Permission[] = [
  natsBrokerReadPermission,
  natsMessagingReadPermission,
  natsEntityReadPermission,
  natsMessagingApplyPermission,
];
