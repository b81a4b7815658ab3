import { afterObject, idsOf, theOne } from '../../__testUtils__/repositories';

function certificate(spec: object = {}): object {
  return {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: { name: 'server' },
    spec: {
      secretName: 'server-tls',
      commonName: 'server',
      dnsNames: ['nats', '*.nats-headless'],
      issuerRef: { name: 'ca' },
      ...spec,
    },
  };
}

const issuer = (spec: object) => ({
  apiVersion: 'cert-manager.io/v1',
  kind: 'Issuer',
  metadata: { name: 'ca' },
  spec,
});

const between = (before: object, after: object) =>
  afterObject(certificate(before), certificate(after));

describe('change-ca', () => {
  it.each([
    ['another issuer', {}, { issuerRef: { name: 'other' } }],
    [
      'of the cluster',
      {},
      { issuerRef: { name: 'ca', kind: 'ClusterIssuer' } },
    ],
    [
      'another authority',
      { isCA: true, commonName: 'a' },
      { isCA: true, commonName: 'b' },
    ],
  ])('mixes trust: %s', (_what, before, after) => {
    expect(theOne(between(before, after), 'change-ca')).toMatchObject({
      severity: 'warning',
      outcome: 'disruption',
    });
  });

  it('counts issuers, changed and gone', () => {
    const [a, b] = ['a', 'b'].map(secretName => issuer({ ca: { secretName } }));
    expect(idsOf(afterObject(a, b))).toEqual(['change-ca']);
    expect(idsOf(afterObject(a, undefined))).toEqual(['change-ca']);
    expect(afterObject(undefined, a)).toEqual([]);
  });

  it.each([
    ['a new key', { privateKey: { algorithm: 'ECDSA' } }],
    ['another lifetime, with which comes a new key', { duration: '48h' }],
  ])('counts an authority that gets %s', (_what, after) => {
    const ca = { isCA: true };
    expect(idsOf(between(ca, { ...ca, ...after }))).toEqual(['change-ca']);
  });

  it('is quiet for an authority that keeps its key over another lifetime', () => {
    const ca = { isCA: true, privateKey: { rotationPolicy: 'Never' } };
    expect(between(ca, { ...ca, duration: '48h' })).toEqual([]);
  });

  it('is quiet for defaults written out', () => {
    expect(
      between(
        {},
        { issuerRef: { name: 'ca', kind: 'Issuer', group: 'cert-manager.io' } },
      ),
    ).toEqual([]);
    expect(
      between({}, { duration: '2160h', privateKey: { algorithm: 'RSA' } }),
    ).toEqual([]);
  });
});

describe('change-certificate-renewal', () => {
  it.each([
    [{ duration: '48h', renewBefore: '24h' }],
    [{ privateKey: { algorithm: 'ECDSA', size: 256 } }],
  ])('is for information: %j', after => {
    expect(
      theOne(between({}, after), 'change-certificate-renewal'),
    ).toMatchObject({ severity: 'info', outcome: 'reload' });
  });

  it('is quiet for when it is renewed', () => {
    expect(between({}, { renewBefore: '24h' })).toEqual([]);
  });
});

describe('change-certificate-names', () => {
  it('refuses whoever uses a name that went', () => {
    const found = theOne(
      between({}, { dnsNames: ['nats'] }),
      'change-certificate-names',
    );
    expect(found.severity).toBe('error');
    expect(found.consequence).toContain('*.nats-headless');
  });

  it('is quiet for more names, and another order', () => {
    expect(between({}, { dnsNames: ['*.nats-headless', 'a', 'nats'] })).toEqual(
      [],
    );
  });
});

describe('change-certificate-user', () => {
  it('makes another user of whoever shows it', () => {
    expect(idsOf(between({}, { commonName: 'other' }))).toEqual([
      'change-certificate-user',
    ]);
  });

  it('is quiet for another Secret', () => {
    expect(between({}, { secretName: 'other' })).toEqual([]);
  });
});
