import {
  findingsOfConsumer,
  findingsOfSpec,
  findingsOfStream,
  keyValue,
} from '../__testUtils__/spec';

describe('js-replicas-standalone', () => {
  it('finds replicas on a single server', () => {
    expect(findingsOfStream({ replicas: 3 }, { servers: 1 })).toEqual([
      'error js-replicas-standalone streams[0].replicas',
    ]);
  });

  it('is quiet about one, and about an unknown broker', () => {
    expect(findingsOfStream({ replicas: 1 }, { servers: 1 })).toEqual([]);
    expect(findingsOfStream({ replicas: 3 })).toEqual([]);
  });
});

describe('js-replicas-cluster', () => {
  it('finds more replicas than servers', () => {
    expect(findingsOfStream({ replicas: 5 }, { servers: 3 })).toEqual([
      'error js-replicas-cluster streams[0].replicas',
    ]);
  });

  it('is quiet about as many', () => {
    expect(findingsOfStream({ replicas: 3 }, { servers: 3 })).toEqual([]);
  });
});

describe('js-replicas-even', () => {
  it.each([2, 4])('warns of %d', replicas => {
    expect(findingsOfStream({ replicas }, { servers: 5 })).toEqual([
      'warning js-replicas-even streams[0].replicas',
    ]);
  });
});

describe('replicas of buckets', () => {
  it('are those of streams', () => {
    const spec = {
      keyValues: [keyValue({ replicas: 3 })],
      objectStores: [{ bucket: 'o', ttl: '1h', replicas: 4 }],
    };
    expect(findingsOfSpec(spec, { servers: 1 })).toEqual([
      'error js-replicas-standalone keyValues[0].replicas',
      'error js-replicas-standalone objectStores[0].replicas',
      'warning js-replicas-even objectStores[0].replicas',
    ]);
    expect(findingsOfSpec(spec, { servers: 3 })).toEqual([
      'error js-replicas-cluster objectStores[0].replicas',
      'warning js-replicas-even objectStores[0].replicas',
    ]);
  });
});

describe('js-consumer-replicas', () => {
  const at = 'streams[0].consumers[0].replicas';

  it('finds more copies than the stream has', () => {
    expect(findingsOfConsumer({ replicas: 5 }, { replicas: 3 })).toEqual([
      `error js-consumer-replicas ${at}`,
    ]);
  });

  it.each(['workqueue', 'interest'])(
    'finds copies unlike those of a stream with %s retention',
    retention => {
      expect(
        findingsOfConsumer({ replicas: 1 }, { replicas: 3, retention }),
      ).toEqual([`error js-consumer-replicas ${at}`]);
      expect(
        findingsOfConsumer({ replicas: 0 }, { replicas: 3, retention }),
      ).toEqual([]);
      expect(
        findingsOfConsumer({ replicas: 3 }, { replicas: 3, retention }),
      ).toEqual([]);
    },
  );

  it('finds more copies than servers where the stream says nothing', () => {
    expect(findingsOfConsumer({ replicas: 2 }, {}, { servers: 1 })).toEqual([
      `error js-consumer-replicas ${at}`,
    ]);
  });

  it('is quiet about fewer copies than a stream with limits', () => {
    expect(
      findingsOfConsumer({ replicas: 1 }, { replicas: 3 }, { servers: 3 }),
    ).toEqual([]);
  });
});
