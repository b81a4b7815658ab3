import {
  isPermission,
  isResourcePermission,
} from '@backstage/plugin-permission-common';
import { natsPermissions } from './permissions';

describe('natsPermissions', () => {
  it('are four, of which one writes', () => {
    expect(
      natsPermissions.map(({ name, attributes }) => [name, attributes.action]),
    ).toEqual([
      ['nats.broker.read', 'read'],
      ['nats.messaging.read', 'read'],
      ['nats.entity.read', 'read'],
      ['nats.messaging.apply', 'update'],
    ]);
  });

  it('have one that a policy may give by the entity', () => {
    expect(
      natsPermissions.filter(permission =>
        isResourcePermission(permission, 'catalog-entity'),
      ),
    ).toEqual([expect.objectContaining({ name: 'nats.entity.read' })]);
  });

  it('are told apart', () => {
    const [broker, messaging] = natsPermissions;
    expect(isPermission(broker, broker)).toBe(true);
    expect(isPermission(broker, messaging)).toBe(false);
  });
});
