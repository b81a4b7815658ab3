import { withoutUndefined } from './withoutUndefined';

describe('withoutUndefined', () => {
  it('removes keys without a value', () => {
    // Strict, because toEqual does not tell an undefined key from none.
    expect(
      withoutUndefined({ name: 'JOBS', replicas: undefined }),
    ).toStrictEqual({ name: 'JOBS' });
  });

  it('removes them in arrays and objects, at any depth', () => {
    expect(
      withoutUndefined([
        {
          maxAge: undefined,
          subjects: ['jobs.>'],
          consumers: [
            { ackWait: undefined, worker: { image: undefined, enabled: true } },
            [{ backoff: undefined }],
          ],
        },
      ]),
    ).toStrictEqual([
      {
        subjects: ['jobs.>'],
        consumers: [{ worker: { enabled: true } }, [{}]],
      },
    ]);
  });

  it('keeps the places of array elements', () => {
    expect(withoutUndefined(['a', undefined, 'b'])).toStrictEqual([
      'a',
      undefined,
      'b',
    ]);
  });

  it.each([
    ['blank values', { a: null, b: '', c: 0, d: false, e: [], f: {} }],
    ['nested values', [{ name: 'JOBS', consumers: [{ maxDeliver: -1 }] }]],
    ['a text', 'JOBS'],
    ['null', null],
    ['undefined', undefined],
  ])('gives back %s that have none as they are', (_, value) => {
    expect(withoutUndefined(value)).toStrictEqual(value);
  });

  it('leaves its argument alone', () => {
    const value = [{ replicas: undefined }];
    withoutUndefined(value);
    expect(value).toStrictEqual([{ replicas: undefined }]);
  });
});
