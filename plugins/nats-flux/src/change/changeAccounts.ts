import { Finding } from '@nats-portal/plugin-nats-common';
import { error, quote } from '../settings/findings';
import { AccountSetting } from '../settings/Settings';
import { RepositoryChanges } from './RepositoryChanges';

/** What takes a limit away. */
const NONE = 'none';

function limitAfter(
  before: string | undefined,
  change: string | undefined,
): string | undefined {
  const text = change?.trim();
  return text === NONE ? undefined : text || before;
}

function changed(
  before: Partial<AccountSetting>,
  change: Partial<AccountSetting>,
): Partial<AccountSetting> {
  const publishers = change.publishers?.filter(each => each?.trim()) ?? [];
  return {
    ...before,
    name: before.name ?? change.name,
    maxFileStore: limitAfter(before.maxFileStore, change.maxFileStore),
    maxMemoryStore: limitAfter(before.maxMemoryStore, change.maxMemoryStore),
    publishers: publishers.length > 0 ? publishers : before.publishers,
  };
}

/** The accounts after a change. What is not named stays as it is. */
export function changeAccounts(
  before: readonly Partial<AccountSetting>[],
  { accounts = [], removeAccounts = [] }: RepositoryChanges,
): { accounts: Partial<AccountSetting>[]; findings: Finding[] } {
  const findings: Finding[] = [];
  const names = before.map(({ name }) => name);
  removeAccounts.forEach((name, i) => {
    const path = `removeAccounts[${i}]`;
    if (!name.trim()) {
      return;
    }
    if (!names.includes(name)) {
      findings.push(
        error(
          'change-unknown',
          path,
          `${quote(
            name,
          )} is no account of the repository, which has ${names.join(', ')}`,
        ),
      );
    } else if (name === names[0]) {
      findings.push(
        error(
          'change-account-first',
          path,
          `${quote(
            name,
          )} is the first account, whose users the others are named after; it stays`,
        ),
      );
    }
  });
  const kept = before.filter(
    ({ name }) => !removeAccounts.includes(name ?? ''),
  );
  const merged = [...kept];
  accounts.forEach((change, i) => {
    const name = change?.name?.trim();
    if (!name) {
      const said = Object.values(change ?? {}).some(value =>
        Array.isArray(value) ? value.length > 0 : value,
      );
      if (said) {
        findings.push(
          error('change-shape', `accounts[${i}].name`, 'is missing'),
        );
      }
      return;
    }
    const at = merged.findIndex(each => each.name === name);
    const after = changed(at < 0 ? {} : merged[at], { ...change, name });
    merged.splice(at < 0 ? merged.length : at, at < 0 ? 0 : 1, after);
  });
  return { accounts: merged, findings };
}
