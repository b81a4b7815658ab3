import { randomBytes } from 'node:crypto';

/**
 * A user with its password.
 *
 * @public
 */
export interface NatsUser {
  user: string;
  password: string;
}

/**
 * The users of brokers that `startNatsCluster` starts.
 *
 * @public
 */
export interface NatsCredentials {
  /** Of the system account; may ask for snapshots and nothing else. */
  system: NatsUser;
  /** Of the system account; may do everything. */
  admin: NatsUser;
  /** By name of the account; may do everything in it. */
  accounts: Record<string, NatsUser>;
}

function newUser(user: string): NatsUser {
  return { user, password: randomBytes(24).toString('base64url') };
}

/** Users with passwords nobody knows; what is given stays. */
export function completeCredentials(
  accounts: readonly string[],
  known?: NatsCredentials,
): NatsCredentials {
  return {
    system: known?.system ?? newUser('portal-system'),
    admin: known?.admin ?? newUser('admin'),
    accounts: Object.fromEntries(
      accounts.map(account => [
        account,
        known?.accounts[account] ?? newUser(`portal-${account.toLowerCase()}`),
      ]),
    ),
  };
}
