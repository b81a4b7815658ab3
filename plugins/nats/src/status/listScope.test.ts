import { readEntityMessaging } from '@nats-portal/plugin-nats-common';
import { component } from '../__testUtils__/statuses';
import { listScope } from './listScope';

const scopeOf = (annotations: Record<string, string>) =>
  listScope(
    readEntityMessaging(
      component({ 'nats.io/broker': 'local', ...annotations }),
    ),
  );

describe('listScope', () => {
  it('is the broker, or the account, where nothing else is named', () => {
    expect(scopeOf({})).toEqual({});
    expect(scopeOf({ 'nats.io/account': 'APP' })).toEqual({ account: 'APP' });
  });

  it('is the stream where all of one stream is named', () => {
    const scope = { account: 'APP', stream: 'JOBS' };
    const account = { 'nats.io/account': 'APP' };
    expect(scopeOf({ ...account, 'nats.io/streams': 'JOBS' })).toEqual(scope);
    expect(
      scopeOf({ ...account, 'nats.io/consumers': 'JOBS/a, JOBS/*' }),
    ).toEqual(scope);
  });

  it('is nothing where what is named is no list of its own', () => {
    expect(scopeOf({ 'nats.io/consumers': 'JOBS/a' })).toBeUndefined();
    expect(scopeOf({ 'nats.io/streams': 'JOBS, ORDERS' })).toBeUndefined();
    expect(
      scopeOf({ 'nats.io/streams': 'JOBS', 'nats.io/consumers': 'ORDERS/a' }),
    ).toBeUndefined();
  });
});
