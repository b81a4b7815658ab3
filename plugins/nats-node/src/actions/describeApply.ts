import { JsonObject } from '@backstage/types';
import { MessagingOptions } from '../Broker';

/**
 * What an audit event says of an apply that begins; what may be deleted makes it grave.
 *
 * @param broker - name of the broker
 * @public
 */
export function describeApply(
  broker: string,
  {
    account,
    provenance,
    consumerOwners,
    takeOver,
    recreate,
    confirmLoss,
  }: MessagingOptions,
): { severityLevel: 'medium' | 'high'; meta: JsonObject } {
  return {
    severityLevel: recreate?.length ? 'high' : 'medium',
    meta: {
      broker,
      account: account ?? null,
      owner: provenance?.owner ?? null,
      consumerOwners: Object.fromEntries(
        [...(consumerOwners ?? [])].map(([name, { owner }]) => [name, owner]),
      ),
      template: provenance?.template ?? null,
      task: provenance?.task ?? null,
      takeOver: takeOver ?? false,
      recreate: [...(recreate ?? [])],
      confirmLoss: [...(confirmLoss ?? [])],
    },
  };
}
