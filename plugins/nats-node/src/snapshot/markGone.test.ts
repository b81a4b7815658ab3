import { ReplicaSnapshot } from '@nats-portal/plugin-nats-common';
import { markGone } from './markGone';

function offline(replica: Partial<ReplicaSnapshot>, answering: string[]) {
  const replicas = [
    { name: 'n2', current: false, offline: false, lag: 4, ...replica },
  ];
  markGone(replicas, new Set(answering));
  return replicas[0].offline;
}

describe('markGone', () => {
  it('calls a copy offline that its leader never heard of and whose server does not answer', () => {
    expect(offline({}, ['n1', 'n3'])).toBe(true);
  });

  it('leaves a copy alone whose server answers: the leader was elected this moment', () => {
    expect(offline({}, ['n1', 'n2', 'n3'])).toBe(false);
  });

  it('leaves what the leader knows to the leader', () => {
    expect(offline({ silentMs: 3_000 }, ['n1'])).toBe(false);
    expect(offline({ current: true }, ['n1'])).toBe(false);
    expect(offline({ offline: true }, ['n1', 'n2'])).toBe(true);
  });

  it('has nothing to do where there are no copies', () => {
    expect(() => markGone(undefined, new Set())).not.toThrow();
  });
});
