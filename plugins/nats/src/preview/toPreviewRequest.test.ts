import { toPreviewRequest } from './toPreviewRequest';

describe('toPreviewRequest', () => {
  it('waits until a cluster is chosen', () => {
    expect(toPreviewRequest({})).toBeUndefined();
    expect(toPreviewRequest({ cluster: '' })).toBeUndefined();
  });

  it('takes what the form holds, and leaves out what is blank', () => {
    expect(
      toPreviewRequest({
        cluster: 'resource:default/local',
        name: 'nats',
        memory: '',
        servers: 3,
        streams: [{ name: 'JOBS' }],
        keyValues: [{ bucket: 'settings' }],
        objectStores: [],
        publish: 'disk',
      }),
    ).toEqual({
      cluster: 'resource:default/local',
      name: 'nats',
      servers: 3,
      messaging: {
        streams: [{ name: 'JOBS' }],
        keyValues: [{ bucket: 'settings' }],
        objectStores: [],
      },
    });
  });

  it('takes how it is delivered', () => {
    const form = { cluster: 'local', layout: 'fleet', provisioning: 'portal' };
    expect(
      toPreviewRequest({
        ...form,
        source: { kind: 'Bucket', name: 'fleet', namespace: '' },
      }),
    ).toEqual({
      ...form,
      source: { kind: 'Bucket', name: 'fleet' },
      messaging: { streams: [] },
    });
    // What a field held that is hidden now says nothing.
    expect(
      toPreviewRequest({
        ...form,
        layout: 'repository',
        source: { name: 'a' },
      }),
    ).toEqual({
      ...form,
      layout: 'repository',
      messaging: { streams: [] },
    });
    expect(
      toPreviewRequest({ cluster: 'local', layout: 3, provisioning: 'x' }),
    ).toEqual({ cluster: 'local', messaging: { streams: [] } });
  });

  it('asks for no stream where the form has none', () => {
    expect(toPreviewRequest({ cluster: 'local', servers: '3' })).toEqual({
      cluster: 'local',
      messaging: { streams: [] },
    });
  });
});
