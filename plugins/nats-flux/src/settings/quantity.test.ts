import { parseCpu, parseQuantity } from './quantity';

describe('parseQuantity', () => {
  it.each([
    ['1k', 1000],
    ['10Gi', 10 * 2 ** 30],
    ['3T', 3e12],
    ['512Mi', 512 * 2 ** 20],
  ])('reads %s', (text, bytes) => {
    expect(parseQuantity(text)).toBe(bytes);
  });

  it.each(['1.5Gi', '1e9', '10', '10GB', '10ki', '-1Gi', ' 1Gi', 'Gi', ''])(
    'does not read %j, with which the server would not start',
    text => {
      expect(parseQuantity(text)).toBeUndefined();
    },
  );
});

describe('parseCpu', () => {
  it('reads cores and thousandths', () => {
    expect(parseCpu('2')).toBe(2000);
    expect(parseCpu('250m')).toBe(250);
  });

  it.each(['0.5', '1 core', '', 'm'])('does not read %j', text => {
    expect(parseCpu(text)).toBeUndefined();
  });
});
