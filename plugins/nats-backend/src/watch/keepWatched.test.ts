import {
  consumerOfTest,
  INTERVAL,
  NOW,
  stateOf,
  statesOf,
} from '../sampling/__testUtils__/states';
import { consumerRow, snapshotOf } from '../sampling/__testUtils__/snapshots';
import { keepWatched } from './keepWatched';
import { WatchedEntity } from './readWatchedEntities';

const entity = (broker: string): WatchedEntity => ({
  ref: 'component:default/worker',
  page: '/catalog/default/component/worker/nats',
  owners: [],
  isBroker: false,
  messaging: {
    broker,
    account: undefined,
    consumers: [{ stream: 'JOBS', consumer: 'named' }],
    streams: [],
    findings: [],
  },
});

describe('keepWatched', () => {
  it('keeps an hour of what is named, and ten minutes of the others', () => {
    const state = stateOf('local', [
      consumerOfTest('named', () => 0),
      consumerOfTest('other', () => 0),
    ]);
    const states = { ...statesOf([state]), ask: jest.fn() };
    keepWatched([entity('local'), entity('nowhere')], states, NOW);
    expect(states.ask.mock.calls).toEqual([['local']]);
    const consumers = ['named', 'other'];
    for (let i = 1; i <= 90; i++) {
      const at = NOW + i * INTERVAL;
      Array.from(
        state.memory.add(
          snapshotOf({
            at,
            consumers: consumers.map(name => consumerRow({ name, at })),
          }),
        ),
      );
    }
    const kept = consumers.map(
      name =>
        state.memory
          .findConsumer({ account: 'APP', stream: 'JOBS', name })
          ?.samples().length,
    );
    expect(kept).toEqual([100, 40]);
  });
});
