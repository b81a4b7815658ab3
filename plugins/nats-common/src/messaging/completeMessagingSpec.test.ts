import { completeMessagingSpec } from './completeMessagingSpec';
import { ConsumerSpec } from './spec/ConsumerSpec';

function completed(consumer: Partial<ConsumerSpec>) {
  const { streams } = completeMessagingSpec(
    {
      streams: [{ name: 'S', consumers: [{ durableName: 'c', ...consumer }] }],
    },
    { replicas: 3 },
  );
  return streams[0].consumers[0];
}

describe('completeMessagingSpec', () => {
  it('writes out what hurts when it is left out', () => {
    expect(
      completeMessagingSpec(
        { streams: [{ name: 'S', consumers: [{ durableName: 'c' }] }] },
        { replicas: 3 },
      ),
    ).toEqual({
      streams: [
        {
          name: 'S',
          subjects: ['S'],
          retention: 'limits',
          storage: 'file',
          replicas: 3,
          discard: 'old',
          consumers: [
            {
              durableName: 'c',
              deliverPolicy: 'all',
              ackPolicy: 'explicit',
              ackWait: '30s',
              maxDeliver: -1,
              replayPolicy: 'instant',
            },
          ],
        },
      ],
      keyValues: [],
      objectStores: [],
    });
  });

  it('writes out what a bucket leaves to the clients', () => {
    const { keyValues, objectStores } = completeMessagingSpec(
      {
        streams: [],
        keyValues: [
          { bucket: 'a', sources: [] },
          { bucket: 'b', history: 9 },
        ],
        objectStores: [{ bucket: 'c' }, { bucket: 'd', storage: 'memory' }],
      },
      { replicas: 3 },
    );
    const stored = { storage: 'file', replicas: 3 };
    expect(keyValues).toEqual([
      { bucket: 'a', history: 1, ...stored },
      { bucket: 'b', history: 9, ...stored },
    ]);
    expect(objectStores).toEqual([
      { bucket: 'c', ...stored },
      { bucket: 'd', ...stored, storage: 'memory' },
    ]);
  });

  it('keeps what is written', () => {
    const stream = {
      name: 'S',
      subjects: ['s'],
      retention: 'interest',
      storage: 'memory',
      replicas: 1,
      discard: 'new',
      maxAge: '1h',
      consumers: [],
    } as const;
    expect(
      completeMessagingSpec(
        { streams: [{ ...stream, subjects: ['s'], consumers: [] }] },
        { replicas: 3 },
      ),
    ).toEqual({ streams: [stream], keyValues: [], objectStores: [] });
  });

  it('gives a stream without subjects the one that the server would', () => {
    expect(
      completeMessagingSpec(
        { streams: [{ name: 'S', subjects: [] }] },
        { replicas: 1 },
      ).streams[0].subjects,
    ).toEqual(['S']);
  });

  it('gives a stream that copies others no subject of its own', () => {
    const { streams } = completeMessagingSpec(
      {
        streams: [
          { name: 'M', mirror: { name: 'S' }, subjects: [] },
          { name: 'A', sources: [{ name: 'S' }] },
          { name: 'B', sources: [{ name: 'S' }], subjects: ['b'] },
          { name: 'C', sources: [] },
        ],
      },
      { replicas: 1 },
    );
    expect(streams.map(({ subjects }) => subjects)).toEqual([
      undefined,
      undefined,
      ['b'],
      ['C'],
    ]);
    expect(streams[3]).not.toHaveProperty('sources');
  });

  it('waits as long as the first backoff step', () => {
    expect(completed({ backoff: ['5s', '10s'] }).ackWait).toBe('5s');
    expect(completed({ backoff: [] }).ackWait).toBe('30s');
  });

  it('writes zeros as what the server makes of them', () => {
    expect(completed({ ackWait: '0s', maxDeliver: 0 })).toMatchObject({
      ackWait: '30s',
      maxDeliver: -1,
    });
  });

  it('leaves out the empty lists that forms send', () => {
    const consumer = completed({ backoff: [], filterSubjects: [] });
    expect(consumer).not.toHaveProperty('backoff');
    expect(consumer).not.toHaveProperty('filterSubjects');
  });

  it('leaves out workers that are switched off', () => {
    expect(completed({ worker: { enabled: false } })).not.toHaveProperty(
      'worker',
    );
    expect(completed({ worker: { maxReplicaCount: 2 } }).worker).toEqual({
      maxReplicaCount: 2,
    });
  });
});
