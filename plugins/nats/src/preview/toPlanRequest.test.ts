import { toPlanRequest } from './toPlanRequest';

describe('toPlanRequest', () => {
  it('needs a broker and something that is wanted of it', () => {
    expect(toPlanRequest({})).toBeUndefined();
    expect(toPlanRequest({ broker: 'local' })).toBeUndefined();
    expect(toPlanRequest({ streams: [] })).toBeUndefined();
    expect(toPlanRequest({ broker: 'local', spec: '  \n' })).toBeUndefined();
  });

  it('takes the list of streams', () => {
    expect(
      toPlanRequest({ broker: 'local', streams: [{ name: 'JOBS' }] }),
    ).toEqual({ broker: 'local', messaging: { streams: [{ name: 'JOBS' }] } });
  });

  it('takes the lists of buckets, with streams or without', () => {
    const keyValues = [{ bucket: 'settings' }];
    const objectStores = [{ bucket: 'files' }];
    expect(toPlanRequest({ broker: 'local', keyValues })).toEqual({
      broker: 'local',
      messaging: { streams: [], keyValues },
    });
    expect(
      toPlanRequest({
        broker: 'local',
        streams: [{ name: 'JOBS' }],
        keyValues,
        objectStores,
      }),
    ).toEqual({
      broker: 'local',
      messaging: { streams: [{ name: 'JOBS' }], keyValues, objectStores },
    });
  });

  it('says whose single consumers are, as far as both are filled in, and who makes all', () => {
    const mail = { consumer: 'JOBS/mail', owner: 'group:default/mail' };
    const form = { broker: 'local', spec: 'streams: []' };
    expect(
      toPlanRequest({
        ...form,
        consumerOwners: [mail, { consumer: 'JOBS/audit' }, null],
        deliver: 'flux',
      }),
    ).toEqual({
      broker: 'local',
      messaging: 'streams: []',
      consumerOwners: [mail],
      provisioning: 'flux',
    });
    expect(
      toPlanRequest({ ...form, consumerOwners: [{}], deliver: 'portal' }),
    ).toEqual({ broker: 'local', messaging: 'streams: []' });
  });

  it('takes a pasted text rather than the list', () => {
    expect(
      toPlanRequest({
        broker: 'resource:default/local-nats',
        account: 'APP',
        spec: 'streams: []',
        streams: [{ name: 'JOBS' }],
      }),
    ).toEqual({
      broker: 'resource:default/local-nats',
      account: 'APP',
      messaging: 'streams: []',
    });
  });

  it('says for whom, and whether what others own is taken over', () => {
    const form = { broker: 'local', streams: [], owner: 'group:default/a' };
    expect(toPlanRequest({ ...form, takeOver: true })).toEqual({
      broker: 'local',
      owner: 'group:default/a',
      takeOver: true,
      messaging: { streams: [] },
    });
    expect(toPlanRequest({ ...form, takeOver: 'true' })).not.toHaveProperty(
      'takeOver',
    );
  });

  it('says what may be made anew and what may be lost, as far as it is typed', () => {
    const form = { broker: 'local', streams: [] };
    const typed = { recreate: ['JOBS', undefined, ' '], confirmLoss: ['JOBS'] };
    expect(toPlanRequest({ ...form, ...typed })).toMatchObject({
      recreate: ['JOBS'],
      confirmLoss: ['JOBS'],
    });
    expect(toPlanRequest({ ...form, recreate: [null] })).not.toHaveProperty(
      'recreate',
    );
  });

  it('takes values of another type for blank', () => {
    expect(toPlanRequest({ broker: 'local', account: 7, streams: [] })).toEqual(
      { broker: 'local', messaging: { streams: [] } },
    );
  });
});
