import { accountObjectName } from './accountNames';
import { Settings } from './Settings';

type Named = Pick<Settings, 'cluster' | 'name'>;

/** Name of a broker where the form names none. */
export const DEFAULT_NAME = 'nats';

/** Name of the broker's catalog entity. */
export function brokerEntityName({ cluster, name }: Named): string {
  return `${cluster}-${name}`;
}

/** Name of a worker's catalog entity. */
export function workerEntityName(settings: Named, worker: string): string {
  return `${brokerEntityName(settings)}-${worker}`;
}

/** Name of the catalog entity of an account other than the first, which the broker's entity is about. */
export function accountEntityName(settings: Named, account: string): string {
  return `${brokerEntityName(settings)}-${accountObjectName(account)}`;
}
