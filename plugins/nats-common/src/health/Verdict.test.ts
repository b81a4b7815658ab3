import { compareVerdicts, VerdictLevel } from './Verdict';

describe('compareVerdicts', () => {
  it('puts the worst first, and what is unknown before what is fine', () => {
    const levels: VerdictLevel[] = [
      'ok',
      'error',
      'info',
      'warning',
      'unknown',
    ];
    expect(
      levels
        .map(level => ({ level, rule: 'r', reason: 'why' }))
        .sort(compareVerdicts)
        .map(({ level }) => level),
    ).toEqual(['error', 'warning', 'unknown', 'info', 'ok']);
  });
});
