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

  it('writes nothing for no findings', () => {
    expect(formatFindings([])).toBe('');
  });
});
