import { isPermission } from '@backstage/plugin-permission-common';
import { natsPermissions } from './permissions';

describe('natsPermissions', () => {
  it('are three, of which one writes', () => {
    expect(
      natsPermissions.map(({ name, attributes }) => [name, attributes.action]),
    ).toEqual([
      ['nats.broker.read', 'read'],
      ['nats.messaging.read', 'read'],
      ['nats.messaging.apply', 'update'],
    ]);
  });

  it('are told apart', () => {
    const [broker, messaging] = natsPermissions;
    expect(isPermission(broker, broker)).toBe(true);
    expect(isPermission(broker, messaging)).toBe(false);
  });
});
