import {
  findingsOfConsumer,
  findingsOfKeyValues,
  findingsOfStream,
  keyValue,
  stream,
} from '../__testUtils__/spec';
import { checkMessaging } from '../checkMessaging';

const found = (findings: string[]) =>
  findings.filter(text => text.includes('js-level'));

describe('js-level', () => {
  it.each([
    ['2.10.27', { allowMsgTtl: true }],
    ['2.10.27', { subjectDeleteMarkerTtl: '1m' }],
    ['2.11.9', { allowMsgCounter: true }],
    ['2.11.9', { allowAtomicPublish: true }],
    ['2.11.9', { allowMsgSchedules: true }],
    ['2.11.9', { persistMode: 'async' }],
  ])('finds that nats-server %s does not know %j', (serverVersion, changes) => {
    const [field] = Object.keys(changes);
    expect(found(findingsOfStream(changes, { serverVersion }))).toEqual([
      `error js-level streams[0].${field}`,
    ]);
    for (const other of ['2.12.0', '2.15.1', undefined, 'unknown']) {
      expect(
        found(findingsOfStream(changes, { serverVersion: other })),
      ).toEqual([]);
    }
  });

  it.each([
    ['2.10.27', { pauseUntil: '2026-01-31T12:00:00Z' }],
    ['2.10.27', { priorityGroups: ['a'] }],
    ['2.10.27', { priorityPolicy: 'overflow' }],
    ['2.11.9', { priorityPolicy: 'prioritized' }],
    ['2.10.27', { pinnedTtl: '1m' }],
  ])('finds that nats-server %s does not know %j', (serverVersion, changes) => {
    const [field] = Object.keys(changes);
    expect(found(findingsOfConsumer(changes, {}, { serverVersion }))).toEqual([
      `error js-level streams[0].consumers[0].${field}`,
    ]);
    expect(
      found(findingsOfConsumer(changes, {}, { serverVersion: '2.12.0' })),
    ).toEqual([]);
  });

  it('finds buckets with marks', () => {
    expect(
      findingsOfKeyValues([keyValue({ limitMarkerTtl: '1m' })], {
        serverVersion: '2.10.27',
      }),
    ).toEqual(['error js-level keyValues[0].limitMarkerTtl']);
  });

  it('is quiet about values that an old server means anyway', () => {
    expect(
      findingsOfStream(
        { allowMsgTtl: false, persistMode: 'default' },
        { serverVersion: '2.10.27' },
      ),
    ).toEqual([]);
  });

  it('says what the server would do', () => {
    const { findings } = checkMessaging(
      { streams: [stream({ allowMsgCounter: true })] },
      { serverVersion: '2.11.9' },
    );
    expect(findings[0].message).toBe(
      'needs nats-server 2.12; the broker runs 2.11.9, which drops it without a word; leave it out, or upgrade the servers first',
    );
  });
});
