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
        publish: 'disk',
      }),
    ).toEqual({
      cluster: 'resource:default/local',
      name: 'nats',
      servers: 3,
      messaging: { streams: [{ name: 'JOBS' }] },
    });
  });

  it('asks for no stream where the form has none', () => {
    expect(toPreviewRequest({ cluster: 'local', servers: '3' })).toEqual({
      cluster: 'local',
      messaging: { streams: [] },
    });
  });
});
