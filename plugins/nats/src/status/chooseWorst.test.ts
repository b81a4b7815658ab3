import { VerdictLevel } from '@nats-portal/plugin-nats-common';
import { consumerStatus } from '../__testUtils__/statuses';
import { chooseWorst } from './chooseWorst';
import { consumerKey, consumerName } from './consumerKey';

const at = (name: string, level: VerdictLevel) =>
  consumerStatus(`S/${name}`, { verdict: { level, rule: level, reason: '' } });
const keys = (...names: string[]) =>
  names.map(name => consumerKey(at(name, 'ok')));

describe('chooseWorst', () => {
  it('takes the first ones when nothing was shown', () => {
    const consumers = [at('a', 'error'), at('b', 'warning'), at('c', 'ok')];
    expect(chooseWorst(consumers, 2, []).map(consumerName)).toEqual([
      'S/a',
      'S/b',
    ]);
  });

  it('keeps those shown in their places while they are no better than the rest', () => {
    const consumers = [at('b', 'error'), at('a', 'warning'), at('c', 'ok')];
    expect(chooseWorst(consumers, 2, keys('a', 'b')).map(consumerName)).toEqual(
      ['S/a', 'S/b'],
    );
  });

  it('chooses anew when a hidden one does worse than one shown', () => {
    const consumers = [at('c', 'error'), at('b', 'warning'), at('a', 'ok')];
    expect(chooseWorst(consumers, 2, keys('a', 'b')).map(consumerName)).toEqual(
      ['S/c', 'S/b'],
    );
  });

  it('fills the room when there is more of it', () => {
    const consumers = [at('a', 'ok'), at('b', 'ok')];
    expect(chooseWorst(consumers, 3, keys('b')).map(consumerName)).toEqual([
      'S/a',
      'S/b',
    ]);
  });
});
