import { formatNumber, formatTable } from './formatTable';

describe('formatTable', () => {
  it('shows the spread of each figure and each ratio beside its bound', () => {
    expect(
      formatTable({
        figures: [
          { name: 'create', unit: 'ms', values: [1234.5, 1000, 2000] },
          { name: 'stalls', unit: 'count', values: [0] },
        ],
        ratios: [
          { name: 'create / bare', value: 1.2, atMost: 1.25 },
          { name: 'again / create', value: 3, atLeast: 5 },
          { name: 'growth', value: 9.876 },
        ],
        notes: ['Store in memory.'],
      }),
    ).toBe(
      [
        '        minimum  median  maximum',
        'create    1,000   1,235    2,000  ms',
        'stalls        0       0        0',
        '',
        '                ratio   bound',
        'create / bare     1.2  ≤ 1.25',
        'again / create      3     ≥ 5  OUT OF BOUNDS',
        'growth           9.88',
        '',
        'Store in memory.',
      ].join('\n'),
    );
  });

  it.each([
    [0.012345, '0.0123'],
    [99.96, '100'],
    [12345.6, '12,346'],
    [0, '0'],
  ])('writes %d as %s', (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });
});
