import { readEntityMessaging } from '@nats-portal/plugin-nats-common';
import { component } from '../__testUtils__/statuses';
import { expectedConsumers } from './expectedConsumers';

const expected = (annotations: Record<string, string>) =>
  expectedConsumers(
    readEntityMessaging(
      component({ 'nats.io/broker': 'local', ...annotations }),
    ),
    3,
  );

describe('expectedConsumers', () => {
  it('counts those that are named, up to what there is room for', () => {
    expect(expected({ 'nats.io/consumers': 'JOBS/a' })).toBe(1);
    expect(expected({ 'nats.io/consumers': 'A/a, B/b, C/c, D/d' })).toBe(3);
  });

  it.each<[string, Record<string, string>]>([
    ['all of the broker', {}],
    ['all of a stream', { 'nats.io/consumers': 'JOBS/a, ORDERS/*' }],
    ['a stream', { 'nats.io/consumers': 'JOBS/a', 'nats.io/streams': 'JOBS' }],
  ])('holds all of the room for %s', (_, annotations) => {
    expect(expected(annotations)).toBe(3);
  });
});
