import { Comparison, objectsOfKind } from '../Comparison';
import { Consequence } from '../Consequence';
import { pairByName } from '../repository/pairObjects';
import { objectName } from '../text/objectName';
import { step } from '../text/step';
import { assetConsequence, AssetRule, fieldChanges } from './assetConsequence';
import { JETSTREAM } from './assets';

const CONNECTION = ['account', 'servers', 'jsDomain'];

/** Where an Account says who the controller is. */
const CREDENTIALS = ['tls', 'creds', 'nkey', 'user', 'token'];

const migrate = [
  step(
    'Leave it as it is, and add one of another name in the other account or broker.',
  ),
  step(
    'Source or mirror the old stream there, move publishers and consumers, then delete the old one by hand.',
  ),
];

/** `change-account`: the same object, kept somewhere else. */
export const assetAccount: AssetRule = pair => {
  const changes = fieldChanges(pair, CONNECTION);
  return changes.length === 0
    ? []
    : [
        assetConsequence(pair.after, {
          id: 'change-account',
          severity: 'error',
          outcome: 'empty-store',
          changes,
          consequence:
            'The controller makes it anew in the other account or on the other servers, empty. The old one stays where it is, and nothing keeps it.',
          procedure: migrate,
        }),
      ];
};

/** `change-account` of an Account: all that is kept through it moves. */
export function accountServers(comparison: Comparison): Consequence[] {
  const { before, after } = objectsOfKind(comparison, JETSTREAM, 'Account');
  return pairByName(before, after).pairs.flatMap(pair => {
    const place = {
      id: 'change-account',
      outcome: 'empty-store' as const,
      file: pair.after.file,
      object: objectName(pair.after),
    };
    const servers = fieldChanges(pair, ['servers']);
    const users = fieldChanges(pair, CREDENTIALS);
    return [
      ...(servers.length === 0
        ? []
        : [
            {
              ...place,
              severity: 'error' as const,
              changes: servers,
              consequence:
                'Every stream and consumer of this Account is kept on these servers from then on. Where they are another broker, all are made anew there, empty, and those of the old one are kept by nobody.',
              procedure: [
                step('See that the new addresses reach the same broker.'),
              ],
            },
          ]),
      ...(users.length === 0
        ? []
        : [
            {
              ...place,
              severity: 'warning' as const,
              changes: users,
              consequence:
                'The controller connects as another user from then on. Where that one is in another account of the servers, every stream and consumer of this Account is made anew there, empty, and those of the old one are kept by nobody.',
              procedure: [
                step(
                  'See that the new user is in the same account, with permissions on `$JS.API.>`.',
                ),
              ],
            },
          ]),
    ];
  });
}
