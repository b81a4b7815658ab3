import { findingsOf, findingsOfStream, stream } from '../__testUtils__/spec';

describe('js-subject-naming', () => {
  it.each([
    '*',
    '_INBOX.>',
    '_INBOX.a',
    '$X.a',
    '$KV.a.>',
    Array.from({ length: 17 }, () => 'a').join('.'),
    'a'.repeat(257),
    'jobs.{id}.>',
    'bestellungen.büro',
    'a:b',
  ])('warns of %s', subject => {
    expect(findingsOfStream({ subjects: [subject] })).toEqual([
      'warning js-subject-naming streams[0].subjects[0]',
    ]);
  });

  it('warns of subjects that differ in case only, across streams', () => {
    expect(
      findingsOf([
        stream({ subjects: ['Orders.>'] }),
        stream({ name: 'T', subjects: ['t', 'orders.>'] }),
      ]),
    ).toEqual(['warning js-subject-naming streams[1].subjects[1]']);
  });

  it.each([
    'a',
    'jobs.*.eu-west_1.>',
    'Jobs.A1',
    '$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.>',
    '$SYS.ACCOUNT.A.CONNECT',
    Array.from({ length: 16 }, () => 'a').join('.'),
    'a'.repeat(256),
  ])('is quiet about %s', subject => {
    expect(findingsOfStream({ subjects: [subject] })).toEqual([]);
  });
});
