import { toChangePreviewRequest } from './toChangePreviewRequest';

describe('toChangePreviewRequest', () => {
  it('waits until a broker is chosen', () => {
    expect(toChangePreviewRequest({})).toBeUndefined();
    expect(toChangePreviewRequest({ broker: '' })).toBeUndefined();
  });

  it('takes what the form holds, and leaves out what is blank', () => {
    expect(
      toChangePreviewRequest({
        broker: 'resource:default/local-nats',
        memory: '1Gi',
        cpu: '',
        servers: 5,
        streams: [{ name: 'JOBS' }],
        keyValues: [{ bucket: 'settings' }],
        objectStores: [{ bucket: 'files' }],
        remove: ['JOBS/echo', undefined],
        preview: {},
      }),
    ).toEqual({
      entityRef: 'resource:default/local-nats',
      memory: '1Gi',
      servers: 5,
      streams: [{ name: 'JOBS' }],
      keyValues: [{ bucket: 'settings' }],
      objectStores: [{ bucket: 'files' }],
      remove: ['JOBS/echo'],
    });
  });

  it('takes fields of other types for blank', () => {
    expect(
      toChangePreviewRequest({
        broker: 'a',
        servers: '5',
        memory: 1,
        remove: 1,
      }),
    ).toEqual({ entityRef: 'a' });
  });
});
