import { createPermission } from '@backstage/plugin-permission-common';

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
 * All permissions of the plugin.
 *
 * @public
 */
export const natsPermissions = [
  natsBrokerReadPermission,
  natsMessagingReadPermission,
  natsMessagingApplyPermission,
];
