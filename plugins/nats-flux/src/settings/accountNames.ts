import { kubernetesName } from './kubernetesNames';
import { AccountSetting, Settings } from './Settings';

/** What a broker that says nothing about accounts has. */
export const DEFAULT_ACCOUNT: AccountSetting = { name: 'APP' };

/** What objects that belong to an account are called after it, e.g. its Account in Kubernetes. */
export function accountObjectName(account: string): string {
  return kubernetesName(account);
}

/**
 * What stands between the broker's name and the role in the names of an account's
 * users and certificates: nothing in the first account, so that `nats-admin` stays
 * `nats-admin` when others come, and in them e.g. `nats-billing-admin`.
 */
export function accountUserPrefix(
  { accounts, name }: Pick<Settings, 'accounts' | 'name'>,
  account: string,
): string {
  return account === accounts[0].name
    ? name
    : `${name}-${accountObjectName(account)}`;
}
