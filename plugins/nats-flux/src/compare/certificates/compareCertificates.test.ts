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

  it('is quiet for defaults written out, and for times', () => {
    expect(
      between(
        {},
        { issuerRef: { name: 'ca', kind: 'Issuer', group: 'cert-manager.io' } },
      ),
    ).toEqual([]);
    expect(between({}, { duration: '48h', renewBefore: '24h' })).toEqual([]);
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
