import { formatFindings } from './formatFindings';

describe('formatFindings', () => {
  it('writes one line for each finding, with its place where it has one', () => {
    expect(
      formatFindings([
        { id: 'a', severity: 'error', path: 'streams[0]', message: 'is bad' },
        { id: 'b', severity: 'warning', path: '', message: 'all is odd' },
      ]),
    ).toBe('- streams[0]: is bad (a)\n- all is odd (b)');
  });

  it('names the line where there is one', () => {
    const bad = { id: 'a', severity: 'error', message: 'is bad' } as const;
    expect(
      formatFindings([
        { ...bad, path: 'name', line: 3, column: 5 },
        { ...bad, path: '', line: 4, column: 1 },
      ]),
    ).toBe(
      '- line 3, column 5, name: is bad (a)\n- line 4, column 1: is bad (a)',
    );
  });

  it('writes nothing for no findings', () => {
    expect(formatFindings([])).toBe('');
  });
});
