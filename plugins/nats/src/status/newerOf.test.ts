import { consumerStatus, trendOf } from '../__testUtils__/statuses';
import { newerOf } from './newerOf';

describe('newerOf', () => {
  const older = consumerStatus('JOBS/a', { trend: trendOf(1, 2) });
  const newer = consumerStatus('JOBS/a', { trend: trendOf(1, 2, 3) });
  const unseen = consumerStatus('JOBS/a', { trend: [] });

  it('takes the later sample, from whichever request it is', () => {
    expect(newerOf(older, newer)).toBe(newer);
    expect(newerOf(newer, older)).toBe(newer);
    expect(newerOf(older, unseen)).toBe(older);
  });

  it('takes the second of one sample, and the only one there is', () => {
    const same = { ...older };
    expect(newerOf(older, same)).toBe(same);
    expect(newerOf(older, undefined)).toBe(older);
  });
});
