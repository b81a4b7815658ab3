import { Consequence } from '../Consequence';
import {
  isTree,
  numberOf,
  scalarText,
  textAt,
  valueAt,
} from '../repository/tree';
import { step } from '../text/step';
import { valueChange } from '../text/valueChange';
import { parseQuantity } from '../../settings/quantity';
import { inNatsBox } from './natsBox';
import { Release, ReleasePair, VALUES } from './Release';
import { releaseConsequence, ReleaseRule } from './releaseConsequence';

const CONFIG = ['config', 'merge'];
const ACCOUNTS = [...CONFIG, 'accounts'];

/** Keys of the limits of an account, under each of the names that the server takes (nats-server 2.15.1, source). */
const LIMITS = [
  ['max_file', 'max_store', 'max_disk', 'store', 'disk'],
  ['max_mem', 'max_memory', 'memory', 'mem'],
];

/** The accounts that are not the system's, by name. */
function accountsOf({ values }: Release): [string, unknown][] {
  const accounts = valueAt(values, ACCOUNTS);
  const system = textAt(values, [...CONFIG, 'system_account']);
  return Object.entries(isTree(accounts) ? accounts : {}).filter(
    ([name]) => name !== system,
  );
}

function removedAccounts(pair: ReleasePair): Consequence[] {
  const kept = new Set(accountsOf(pair.after).map(([name]) => name));
  const removed = accountsOf(pair.before).filter(([name]) => !kept.has(name));
  return removed.map(([name]) =>
    releaseConsequence(pair, {
      id: 'change-account-removed',
      severity: 'error',
      outcome: 'disruption',
      changes: [{ path: [...VALUES, ...ACCOUNTS, name].join('.'), from: name }],
      consequence: `Nobody is in the account ${name} any more: who was is refused (Authorization Violation). Its streams and their messages stay on the disks, where nobody reaches or removes them, and take their room, until there is an account of that name again. A new name for it is a new, empty account.`,
      procedure: [
        step(
          'See, as a user of the account, what it holds and who still reads it; move or back up what is to be kept.',
          inNatsBox(pair.before, 'stream report'),
        ),
        step(
          'Delete its streams before the account goes, where they are not to stay on the disks.',
        ),
      ],
    }),
  );
}

/** Bytes of a limit; `undefined` where there is none, or none that can be read. */
function limitOf(account: unknown, names: readonly string[]) {
  const [value] = names.flatMap(
    name => valueAt(account, ['jetstream', name]) ?? [],
  );
  const text = scalarText(value).replace(/^<< (.*) >>$/, '$1');
  return numberOf(text) ?? parseQuantity(text);
}

function loweredLimits(pair: ReleasePair): Consequence[] {
  const before = new Map(accountsOf(pair.before));
  return accountsOf(pair.after).flatMap(([name, account]) => {
    const changes = LIMITS.flatMap(names => {
      const from = limitOf(before.get(name), names) ?? Infinity;
      const to = limitOf(account, names) ?? Infinity;
      const path = [...VALUES, ...ACCOUNTS, name, 'jetstream', names[0]];
      return before.has(name) && to < from
        ? [valueChange(path, from === Infinity ? undefined : from, to)]
        : [];
    });
    return changes.length === 0
      ? []
      : [
          releaseConsequence(pair, {
            id: 'change-account-limit',
            severity: 'warning',
            outcome: 'behaviour',
            changes,
            consequence: `What the account ${name} has stays. Where it reserves or holds more than the limit by now, new streams and larger ones are refused (10047), and so are messages.`,
            procedure: [
              step(
                'See, as a user of the account, what it has reserved and holds.',
                inNatsBox(pair.before, 'account info'),
              ),
            ],
          }),
        ];
  });
}

/** `change-account-removed`, `change-account-limit`: who shares the servers, and how much of them each may take. */
export const accounts: ReleaseRule = pair => [
  ...removedAccounts(pair),
  ...loweredLimits(pair),
];
