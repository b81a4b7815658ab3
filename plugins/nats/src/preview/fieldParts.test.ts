import { fieldParts } from './fieldParts';

const form = {
  name: 'nats',
  streams: [
    {
      name: 'JOBS',
      subjects: ['jobs.>'],
      consumers: [{ durableName: 'echo' }, {}],
    },
  ],
  keyValues: [{ bucket: 'settings' }],
  objectStores: [{}],
};

const words = (path: string) =>
  fieldParts(path, form).map(({ kind, name }) =>
    kind === 'field' ? name : `${kind} ${name}`,
  );

describe('the way to a field', () => {
  it.each([
    ['storageSize', ['storageSize']],
    ['source.kind', ['source', 'kind']],
    ['messaging', []],
    ['', []],
    ['messaging.streams', ['streams']],
    ['messaging.streams[0].maxAge', ['stream JOBS', 'maxAge']],
    ['streams[0].subjects[0]', ['stream JOBS', 'subjects']],
    [
      'messaging.streams[0].consumers[0].worker.image',
      ['stream JOBS', 'consumer echo', 'worker', 'image'],
    ],
    ['messaging.streams[0].consumers[1]', ['stream JOBS', 'consumer 2']],
    ['messaging.keyValues[0].ttl', ['keyValue settings', 'ttl']],
    ['objectStores[0].bucket', ['objectStore 1', 'bucket']],
    ['messaging.streams[7].name', ['stream 8', 'name']],
  ])('of %j is %j', (path, expected) => {
    expect(words(path)).toEqual(expected);
  });
});
