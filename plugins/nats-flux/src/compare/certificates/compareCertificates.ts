import { Comparison, ComparisonRule, objectsOfKind } from '../Comparison';
import { Consequence, ValueChange } from '../Consequence';
import { contentChanges, objectConsequence } from '../objectConsequence';
import { pairByName } from '../repository/pairObjects';
import { ObjectPair, RepositoryObject } from '../repository/RepositoryObject';
import { textsAt, valueAt } from '../repository/tree';
import { nameText, objectName } from '../text/objectName';
import { step } from '../text/step';

const CERT_MANAGER = 'cert-manager.io';
const ISSUERS = ['Issuer', 'ClusterIssuer'];

const isAuthority = ({ content }: RepositoryObject) =>
  valueAt(content, ['spec', 'isCA']) === true;

function authority(
  object: RepositoryObject,
  changes: ValueChange[],
): Consequence[] {
  return changes.length === 0
    ? []
    : [
        objectConsequence(object, {
          id: 'change-ca',
          severity: 'warning',
          outcome: 'disruption',
          changes,
          consequence:
            'Certificates of another authority are issued one after another. Until all have one and all trust it, servers and clients refuse each other; KEDA reads the authority at start only.',
          procedure: [
            step(
              'First make both authorities trusted: a bundle of both, named in `tlsCA` and wherever clients have one.',
            ),
            step(
              'Then make this change, and renew every certificate.',
              'cmctl renew -n <namespace> <certificate>',
            ),
            step(
              'Take the old authority out of the bundle, and restart the operator of KEDA where the monitoring port is HTTPS.',
            ),
          ],
        }),
      ];
}

/** What makes an authority another one. */
const AUTHORITY_FIELDS = ['secretName', 'commonName', 'subject', 'isCA'];

/** What cert-manager issues a certificate anew for; with another kind of key, for a new key. */
const KEY_FIELDS = [
  { path: ['spec', 'privateKey', 'algorithm'], otherwise: 'RSA' },
  { path: ['spec', 'privateKey', 'size'] },
];
const LIFETIME = [{ path: ['spec', 'duration'], otherwise: '2160h' }];

/** Issued anew with the key that it has, an authority is the same to everybody. */
const keepsKey = ({ content }: RepositoryObject) =>
  valueAt(content, ['spec', 'privateKey', 'rotationPolicy']) === 'Never';

function issuedBy(pair: ObjectPair): Consequence[] {
  const issuer = (key: string, otherwise?: string) => ({
    path: ['spec', 'issuerRef', key],
    otherwise,
  });
  return authority(
    pair.after,
    contentChanges(pair, [
      issuer('name'),
      issuer('kind', 'Issuer'),
      issuer('group', CERT_MANAGER),
      ...(isAuthority(pair.before) || isAuthority(pair.after)
        ? [
            ...AUTHORITY_FIELDS.map(key => ({ path: ['spec', key] })),
            {
              path: ['spec', 'privateKey', 'rotationPolicy'],
              otherwise: 'Always',
            },
            ...KEY_FIELDS,
            ...(keepsKey(pair.after) ? [] : LIFETIME),
          ]
        : []),
    ]),
  );
}

function names(pair: ObjectPair): Consequence[] {
  const path = ['spec', 'dnsNames'];
  const [from, to] = [pair.before, pair.after].map(({ content }) =>
    textsAt(content, path),
  );
  const gone = from.filter(name => !to.includes(name));
  return gone.length === 0
    ? []
    : [
        objectConsequence(pair.after, {
          id: 'change-certificate-names',
          severity: 'error',
          outcome: 'disruption',
          changes: contentChanges(pair, [{ path }]),
          consequence: `A new certificate is issued at once, without ${gone
            .slice(0, 5)
            .map(nameText)
            .join(', ')}${
            gone.length > 5 ? ` and ${gone.length - 5} more` : ''
          }: whoever connects by such a name is refused, servers and KEDA included.`,
          procedure: [
            step(
              'Let everyone use another name first: clients, routes, KEDA, the metrics exporter.',
            ),
          ],
        }),
      ];
}

function renewal(pair: ObjectPair): Consequence[] {
  const changes = contentChanges(pair, [...LIFETIME, ...KEY_FIELDS]);
  return changes.length === 0 || isAuthority(pair.after)
    ? []
    : [
        objectConsequence(pair.after, {
          id: 'change-certificate-renewal',
          severity: 'info',
          outcome: 'reload',
          changes,
          consequence:
            'cert-manager issues a new certificate at once. Servers take it up by a reload; clients that read theirs at start only keep the old one, which is valid until it ends.',
          procedure: [
            step(
              'Let every certificate be issued again, then restart clients that do not read theirs again.',
              'kubectl -n <namespace> get certificates',
            ),
          ],
        }),
      ];
}

function user(pair: ObjectPair): Consequence[] {
  const changes = contentChanges(pair, [{ path: ['spec', 'commonName'] }]);
  return changes.length === 0 || isAuthority(pair.after)
    ? []
    : [
        objectConsequence(pair.after, {
          id: 'change-certificate-user',
          severity: 'warning',
          outcome: 'disruption',
          changes,
          consequence:
            'Where the subject of a certificate names the user, whoever shows this one is another user from then on, and refused where there is none of that name.',
          procedure: [
            step(
              'Add the new user to the accounts first, with the permissions of the old one.',
            ),
            step(
              'Take the old user out when the certificate is renewed and the client has it.',
            ),
          ],
        }),
      ];
}

function issuers(comparison: Comparison): Consequence[] {
  const { before, after } = objectsOfKind(comparison, CERT_MANAGER, ISSUERS);
  const { pairs, removed } = pairByName(before, after);
  return [
    ...pairs.flatMap(pair =>
      authority(
        pair.after,
        contentChanges(pair, [
          { path: ['spec', 'ca', 'secretName'] },
          { path: ['spec', 'selfSigned'] },
          { path: ['spec', 'vault'] },
          { path: ['spec', 'acme'] },
          { path: ['spec', 'venafi'] },
        ]),
      ),
    ),
    ...removed.flatMap(object =>
      authority(object, [{ path: '', from: objectName(object) }]),
    ),
  ];
}

/** `change-ca`, `change-certificate-names`, `-user` and `-renewal`: who is trusted, and as whom. */
export const compareCertificates: ComparisonRule = comparison => {
  const { before, after } = objectsOfKind(
    comparison,
    CERT_MANAGER,
    'Certificate',
  );
  const { pairs } = pairByName(before, after);
  return [
    ...issuers(comparison),
    ...pairs.flatMap(pair => [
      ...issuedBy(pair),
      ...names(pair),
      ...user(pair),
      ...renewal(pair),
    ]),
  ];
};
