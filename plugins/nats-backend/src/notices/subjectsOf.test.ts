import { consumerOfTest, NOW, stateOf } from '../sampling/__testUtils__/states';
import { WatchedEntity } from '../watch/readWatchedEntities';
import { subjectsOf } from './subjectsOf';

const state = stateOf('local', [
  consumerOfTest('echo', () => 0),
  consumerOfTest('mail', () => 0),
]);

function entity(
  name: string,
  owners: string[],
  consumers: string[],
  over: Partial<WatchedEntity> = {},
): WatchedEntity {
  return {
    ref: `component:default/${name}`,
    page: `/${name}`,
    owners,
    isBroker: false,
    messaging: {
      broker: 'local',
      account: undefined,
      streams: [],
      consumers: consumers.map(consumer => ({ stream: 'JOBS', consumer })),
      findings: [],
    },
    ...over,
  };
}

const shown = (entities: WatchedEntity[]) =>
  subjectsOf(entities, state, NOW).map(
    ({ owner, title, page }) => `${owner}: ${title} ${page}`,
  );

describe('subjectsOf', () => {
  it('tells each owner of each consumer once, by the entity that names it', () => {
    expect(
      shown([
        entity('worker', ['a'], ['echo']),
        entity('broker', ['a', 'b'], ['*']),
        entity('again', ['a'], ['*']),
      ]).sort(),
    ).toEqual([
      'a: JOBS/echo on local /worker',
      'a: JOBS/mail on local /broker',
      'b: JOBS/echo on local /broker',
      'b: JOBS/mail on local /broker',
    ]);
  });

  it('tells the owner of a broker of the broker itself', () => {
    const subjects = subjectsOf(
      [entity('broker', ['a'], [], { isBroker: true })],
      state,
      NOW,
    );
    expect(subjects).toMatchObject([{ title: 'NATS broker local' }]);
    expect(subjects[0].verdict().level).toBe('unknown');
  });

  it('has nothing to tell of other brokers, or of what nobody owns', () => {
    const other = entity('other', ['a'], ['*']);
    other.messaging.broker = 'elsewhere';
    expect(shown([other, entity('orphan', [], ['*'])])).toEqual([]);
  });
});
