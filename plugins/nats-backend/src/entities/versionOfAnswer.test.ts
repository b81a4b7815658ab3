import { BrokerState } from '../sampling/BrokerSampler';
import { snapshotOf } from '../sampling/__testUtils__/snapshots';
import { versionOfAnswer } from './versionOfAnswer';

const NOW = 1_000_000;

function state(changes: Partial<BrokerState> = {}): BrokerState {
  return {
    info: { name: 'b', servers: [], accounts: [] },
    snapshot: snapshotOf({ at: NOW }),
    history: [],
    memory: undefined as never,
    error: undefined,
    intervalMs: 1_000,
    revision: 7,
    settled: 7,
    ...changes,
  };
}

const nothing = () => false;
const everything = () => true;

describe('versionOfAnswer', () => {
  it('is that of the last sample', () => {
    expect(versionOfAnswer(state(), NOW, nothing)).toEqual({
      version: '7',
      isSettled: true,
    });
  });

  it('stays with the sample before while one is taken in, where that has an answer', () => {
    const taking = state({ revision: undefined });
    expect(versionOfAnswer(taking, NOW, everything)).toEqual({
      version: '7',
      isSettled: true,
    });
    expect(versionOfAnswer(taking, NOW, nothing)).toEqual({
      version: '7+',
      isSettled: false,
    });
  });

  it.each([
    ['never reached', { snapshot: undefined }],
    ['failing', { error: 'away' }],
    ['old', { snapshot: snapshotOf({ at: NOW - 3_001 }) }],
  ])('is another each second for what is %s', (_, changes) => {
    const aged = state(changes);
    const at = (now: number) => versionOfAnswer(aged, now, everything);
    expect(at(NOW)).toEqual({ version: '7@1000', isSettled: false });
    expect(at(NOW + 999)).toEqual(at(NOW));
    expect(at(NOW + 1_000)).not.toEqual(at(NOW));
  });
});
