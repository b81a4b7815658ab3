import { findingsOfConsumer } from '../__testUtils__/spec';

const at = 'streams[0].consumers[0]';
const optStartTime = '2026-01-31T12:00:00Z';

describe('js-start', () => {
  it.each([
    [{ deliverPolicy: 'byStartSequence' }, 'optStartSeq'],
    [{ optStartSeq: 5 }, 'optStartSeq'],
    [{ deliverPolicy: 'byStartTime' }, 'optStartTime'],
    [{ deliverPolicy: 'new', optStartTime }, 'optStartTime'],
    [{ deliverPolicy: 'lastPerSubject' }, 'deliverPolicy'],
    [{ deliverPolicy: 'lastPerSubject', filterSubjects: [] }, 'deliverPolicy'],
  ])('finds %j', (changes, field) => {
    expect(findingsOfConsumer(changes)).toEqual([
      `error js-start ${at}.${field}`,
    ]);
  });

  it.each([
    {},
    { deliverPolicy: 'byStartSequence', optStartSeq: 5 },
    { deliverPolicy: 'byStartTime', optStartTime },
    { deliverPolicy: 'lastPerSubject', filterSubject: 's.a' },
    { deliverPolicy: 'lastPerSubject', filterSubjects: ['s.a', 's.b'] },
  ])('is quiet about %j', changes => {
    expect(findingsOfConsumer(changes)).toEqual([]);
  });

  it.each([
    [{ deliverPolicy: 'later', optStartSeq: 5 }, 'deliverPolicy'],
    [{ deliverPolicy: 'byStartTime', optStartTime: 'noon' }, 'optStartTime'],
    [
      { deliverPolicy: 'byStartTime', optStartTime: '2026-01-31T12:00Z' },
      'optStartTime',
    ],
    [{ deliverPolicy: 'byStartSequence', optStartSeq: 0 }, 'optStartSeq'],
    [{ deliverPolicy: 'lastPerSubject', filterSubject: 1 }, 'filterSubject'],
  ])('says nothing of what could not be read: %j', (changes, field) => {
    expect(findingsOfConsumer(changes)).toEqual([
      `error js-shape ${at}.${field}`,
    ]);
  });
});
