import {
  consumer,
  findingsOfConsumer,
  findingsOfStream,
} from '../__testUtils__/spec';

const retention = 'workqueue';

describe('js-workqueue-ack', () => {
  const at = 'streams[0].consumers[0]';

  it('finds acknowledgement other than explicit', () => {
    expect(findingsOfConsumer({ ackPolicy: 'all' }, { retention })).toEqual([
      `error js-workqueue-ack ${at}.ackPolicy`,
    ]);
    expect(findingsOfConsumer({ ackPolicy: 'none' }, { retention })).toEqual([
      `error js-workqueue-ack ${at}.ackPolicy`,
      `warning js-ack-none ${at}.ackPolicy`,
    ]);
  });

  it('finds a start other than all', () => {
    expect(findingsOfConsumer({ deliverPolicy: 'new' }, { retention })).toEqual(
      [`error js-workqueue-ack ${at}.deliverPolicy`],
    );
  });

  it('is quiet about the same on other retention', () => {
    expect(
      findingsOfConsumer({ ackPolicy: 'all', deliverPolicy: 'new' }),
    ).toEqual([]);
    expect(findingsOfConsumer({ ackPolicy: undefined }, { retention })).toEqual(
      [],
    );
  });
});

describe('js-workqueue-overlap', () => {
  it('finds two consumers of the same messages', () => {
    expect(
      findingsOfStream({
        retention,
        consumers: [
          consumer(),
          consumer({ durableName: 'd', filterSubject: 's.a' }),
          consumer({ durableName: 'e' }),
        ],
      }),
    ).toEqual([
      'error js-workqueue-overlap streams[0].consumers[1]',
      'error js-workqueue-overlap streams[0].consumers[2]',
    ]);
  });

  it('is quiet about other retention, and about filters that could not be read', () => {
    const consumers = [consumer(), consumer({ durableName: 'd' })];
    expect(findingsOfStream({ consumers })).toEqual([]);
    expect(
      findingsOfStream({
        retention,
        consumers: [
          consumer({ filterSubject: 's.a' }),
          consumer({ durableName: 'd', filterSubject: 7 }),
        ],
      }),
    ).toEqual(['error js-shape streams[0].consumers[1].filterSubject']);
  });
});

describe('js-workqueue-gap', () => {
  it('warns of subjects that no consumer takes', () => {
    expect(
      findingsOfConsumer(
        { filterSubject: 's.a' },
        { retention, subjects: ['s.a', 's.b.>'] },
      ),
    ).toEqual(['warning js-workqueue-gap streams[0].subjects[1]']);
  });

  it('is quiet where several filters cover it together', () => {
    expect(
      findingsOfConsumer({ filterSubjects: ['s.*', 's.*.>'] }, { retention }),
    ).toEqual([]);
  });

  it('is quiet about a queue without consumers, which may come later', () => {
    expect(findingsOfStream({ retention })).toEqual([]);
  });
});
