import { findingsOfConsumer } from '../__testUtils__/spec';

const at = 'streams[0].consumers[0]';
const push = (changes: Record<string, unknown>) =>
  findingsOfConsumer({ deliverSubject: 'd', ...changes });

describe('js-push', () => {
  it.each(['d.*', 's.x', 'd..x', 'd x'])('finds %j', deliverSubject => {
    expect(push({ deliverSubject })).toEqual([
      `error js-push ${at}.deliverSubject`,
    ]);
  });

  it.each([
    ['maxWaiting', { maxWaiting: 5 }],
    ['heartbeatInterval', { heartbeatInterval: '99ms' }],
    ['flowControl', { flowControl: true }],
    ['flowControl', { flowControl: true, heartbeatInterval: '0s' }],
  ])('finds what a push consumer cannot have: %s', (field, changes) => {
    expect(push(changes)).toEqual([`error js-push ${at}.${field}`]);
  });

  it('finds a bound of what is not acknowledged', () => {
    expect(push({ ackPolicy: 'none', maxAckPending: 5 })).toEqual([
      `warning js-ack-none ${at}.ackPolicy`,
      `error js-push ${at}.maxAckPending`,
    ]);
  });

  it.each([
    {},
    { heartbeatInterval: '100ms' },
    { flowControl: true, heartbeatInterval: '5s' },
    { rateLimitBps: 8000, maxAckPending: 5, maxWaiting: 0 },
    { deliverGroup: 'c' },
  ])('is quiet about %j', changes => {
    expect(push(changes)).toEqual([]);
  });
});

describe('js-pull', () => {
  it.each([
    ['heartbeatInterval', { heartbeatInterval: '5s' }],
    ['flowControl', { flowControl: true }],
    ['rateLimitBps', { rateLimitBps: 8000 }],
    ['maxRequestExpires', { maxRequestExpires: '1us' }],
  ])('finds what a pull consumer cannot have: %s', (field, changes) => {
    expect(findingsOfConsumer(changes)).toEqual([
      `error js-pull ${at}.${field}`,
    ]);
  });

  it.each([
    { heartbeatInterval: '0s', flowControl: false, rateLimitBps: 0 },
    { maxRequestExpires: '1ms' },
    { maxRequestExpires: '0s', deliverSubject: '' },
  ])('is quiet about %j', changes => {
    expect(findingsOfConsumer(changes)).toEqual([]);
  });

  it('says nothing where it could not be read how messages come', () => {
    expect(
      findingsOfConsumer({ deliverSubject: 7, heartbeatInterval: '5s' }),
    ).toEqual([`error js-shape ${at}.deliverSubject`]);
  });
});

describe('js-deliver-group', () => {
  it('warns of a group of another name than the consumer', () => {
    expect(push({ deliverGroup: 'g' })).toEqual([
      `warning js-deliver-group ${at}.deliverGroup`,
    ]);
    expect(push({ deliverGroup: 'c' })).toEqual([]);
  });
});

describe('js-deliver-group-pull', () => {
  it('warns of a group that nobody delivers to', () => {
    expect(findingsOfConsumer({ deliverGroup: 'g' })).toEqual([
      `warning js-deliver-group-pull ${at}.deliverGroup`,
    ]);
    expect(findingsOfConsumer({ deliverGroup: '' })).toEqual([]);
  });
});
