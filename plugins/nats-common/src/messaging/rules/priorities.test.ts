import { findingsOfConsumer } from '../__testUtils__/spec';

const at = 'streams[0].consumers[0]';

describe('js-priority', () => {
  it.each([
    ['priorityGroups', { priorityGroups: ['a'] }],
    ['priorityGroups', { priorityGroups: ['a'], priorityPolicy: 'none' }],
    ['priorityPolicy', { priorityPolicy: 'overflow' }],
    [
      'priorityGroups',
      { priorityGroups: ['a'.repeat(17)], priorityPolicy: 'overflow' },
    ],
    ['priorityGroups', { priorityGroups: ['a.b'], priorityPolicy: 'overflow' }],
    ['priorityGroups', { priorityGroups: [''], priorityPolicy: 'overflow' }],
    ['pinnedTtl', { pinnedTtl: '1m' }],
    [
      'priorityGroups',
      {
        deliverSubject: 'd',
        priorityGroups: ['a'],
        priorityPolicy: 'overflow',
      },
    ],
  ])('finds %s in %j', (field, changes) => {
    expect(findingsOfConsumer(changes)).toEqual([
      `error js-priority ${at}.${field}`,
    ]);
  });

  it.each([
    { priorityPolicy: 'none' },
    { priorityPolicy: 'none', priorityGroups: [], pinnedTtl: '0s' },
    { priorityPolicy: 'pinned_client', priorityGroups: ['a'], pinnedTtl: '1m' },
    { priorityPolicy: 'prioritized', priorityGroups: ['A-z_/=)+', 'b'] },
  ])('is quiet about %j', changes => {
    expect(findingsOfConsumer(changes)).toEqual([]);
  });

  it('says nothing of what could not be read', () => {
    expect(
      findingsOfConsumer({ priorityGroups: ['a'], priorityPolicy: 'first' }),
    ).toEqual([`error js-shape ${at}.priorityPolicy`]);
  });
});

describe('js-pause-update', () => {
  it('warns of a pause, and is quiet about none', () => {
    expect(findingsOfConsumer({ pauseUntil: '2026-01-31T12:00:00Z' })).toEqual([
      `warning js-pause-update ${at}.pauseUntil`,
    ]);
    expect(findingsOfConsumer({})).toEqual([]);
  });
});
