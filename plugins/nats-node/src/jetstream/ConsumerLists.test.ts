import { ConsumerInfo } from './AssetInfo';
import { ConsumerLists } from './ConsumerLists';
import { JetStreamApi } from './JetStreamApi';
import { ListPage } from './ListPage';

interface Question {
  stream: string;
  answer(...names: string[]): void;
  refuse(error: Error): void;
}

const infoOf = (name: string): ConsumerInfo => ({ name, config: {} });

/** An API that answers when a test says so. */
function slowApi() {
  const asked: Question[] = [];
  const api = {
    listConsumersLater: (stream: string) =>
      new Promise<() => ListPage<ConsumerInfo>>((resolve, reject) => {
        asked.push({
          stream,
          answer: (...names) =>
            resolve(() => ({
              items: names.map(infoOf),
              total: names.length,
              limit: 256,
              missing: [],
              offline: {},
            })),
          refuse: reject,
        });
      }),
  } as unknown as JetStreamApi;
  return { asked, lists: new ConsumerLists(api) };
}

const named = (name: string) => ({ name, consumers: [] });
const alone = { clustered: false };

describe('ConsumerLists', () => {
  it('reads what is wanted and there, whatever is known first, and each once', async () => {
    const { asked, lists } = slowApi();
    lists.open(alone);
    lists.want('A');
    lists.want('NEW');
    lists.found('OTHER', 1);
    expect(asked).toEqual([]);
    lists.found('A', 1);
    lists.found('B', 1);
    lists.want('B');
    lists.want('A');
    lists.found('B', 1);
    expect(asked.map(({ stream }) => stream)).toEqual(['A', 'B']);
    asked[1].answer('b');
    asked[0].answer('a');
    expect([...(await lists.take(named('A'))).keys()]).toEqual(['a']);
    expect([...(await lists.take(named('B'))).keys()]).toEqual(['b']);
    expect(asked).toHaveLength(2);
  });

  it('asks nothing before it knows whom it asks, and nothing after its end', async () => {
    const { asked, lists } = slowApi();
    lists.found('A', 1);
    lists.want('A');
    expect(asked).toEqual([]);
    lists.open(alone);
    expect(asked).toHaveLength(1);
    lists.close();
    lists.found('B', 1);
    lists.want('B');
    expect(asked).toHaveLength(1);
  });

  it('has no more questions under way than so many, fewer in a cluster, and sends them together', async () => {
    for (const clustered of [true, false]) {
      const { asked, lists } = slowApi();
      const names = Array.from({ length: 300 }, (_, i) => `S${i}`);
      for (const name of names) {
        lists.found(name, 1);
        lists.want(name);
      }
      lists.open({ clustered });
      const most = asked.length;
      expect(most).toBe(clustered ? 16 : 64);
      const groups = new Set<number>();
      for (let i = 0; i < names.length; i++) {
        asked[i].answer();
        await lists.take(named(asked[i].stream));
        groups.add(asked.length);
        expect(asked.length - (i + 1)).toBeLessThanOrEqual(most);
      }
      expect(asked.map(({ stream }) => stream)).toEqual(names);
      expect(groups.size).toBeLessThanOrEqual((2 * names.length) / most + 1);
    }
  });

  it('does not read further ahead than memory should hold', async () => {
    const { asked, lists } = slowApi();
    lists.open(alone);
    for (const name of ['A', 'B', 'C']) {
      lists.found(name, 15_000);
      lists.want(name);
    }
    expect(asked.map(({ stream }) => stream)).toEqual(['A', 'B']);
    asked[0].answer('a');
    await lists.take(named('A'));
    expect(asked.map(({ stream }) => stream)).toEqual(['A', 'B', 'C']);
  });

  it('asks for a list that nobody announced, and says what failed', async () => {
    const { asked, lists } = slowApi();
    lists.open(alone);
    const taken = lists.take(named('A'));
    asked[0].refuse(new Error('broken'));
    await expect(taken).rejects.toThrow('broken');
  });
});
