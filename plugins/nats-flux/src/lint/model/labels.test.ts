import { selects } from './labels';

const labels = { app: 'nats', component: 'server' };
const expression = (key: string, operator: string, values?: string[]) => ({
  matchExpressions: [{ key, operator, ...(values ? { values } : {}) }],
});

describe('selects', () => {
  it.each<[unknown, boolean]>([
    [{}, true],
    [undefined, false],
    [{ matchLabels: { app: 'nats' } }, true],
    [{ matchLabels: { app: 'nats', toString: 'x' } }, false],
    [{ matchLabels: { app: 'other' } }, false],
    [expression('app', 'In', ['a', 'nats']), true],
    [expression('app', 'NotIn', ['nats']), false],
    [expression('none', 'NotIn', ['nats']), true],
    [expression('app', 'Exists'), true],
    [expression('app', 'DoesNotExist'), false],
    [expression('app', 'Gt', ['1']), false],
  ])('%j: %s', (selector, expected) => {
    expect(selects(selector, labels)).toBe(expected);
  });
});
