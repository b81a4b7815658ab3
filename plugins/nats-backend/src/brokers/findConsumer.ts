import { InputError, NotFoundError } from '@backstage/errors';
import { BrokerState } from '../sampling/BrokerSampler';
import { ConsumerMemory } from '../sampling/ConsumerMemory';
import { consumerCandidates, findConsumers } from '../status/candidates';

/**
 * The consumer that somebody asks for.
 *
 * @throws NotFoundError naming what there is
 * @throws InputError where several accounts have one of the name, naming them
 */
export function findConsumer(
  { info, memory, snapshot, error }: BrokerState,
  wanted: { stream: string; consumer: string; account?: string },
): ConsumerMemory {
  const { stream, consumer, account } = wanted;
  const found = findConsumers(wanted, memory, account);
  const where = account === undefined ? '' : ` in account ${account}`;
  if (found.length === 0) {
    throw new NotFoundError(
      snapshot
        ? `Broker ${
            info.name
          } has no consumer ${stream}/${consumer}${where} (${consumerCandidates(
            wanted,
            memory,
            account,
          )})`
        : `Nothing is known of ${stream}/${consumer}: broker ${
            info.name
          } was never reached${error === undefined ? '' : `: ${error}`}`,
    );
  }
  if (found.length > 1) {
    const accounts = found.map(one => one.account).sort();
    throw new InputError(
      `account: several accounts have a consumer ${stream}/${consumer}: ${accounts.join(
        ', ',
      )}`,
    );
  }
  return found[0];
}
