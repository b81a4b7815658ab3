import { InputError, NotFoundError } from '@backstage/errors';
import { BrokerState } from '../sampling/BrokerSampler';
import { StreamMemory } from '../sampling/StreamMemory';
import { streamCandidates } from '../status/candidates';

/**
 * The stream that somebody asks for.
 *
 * @throws NotFoundError naming what there is
 * @throws InputError where several accounts have one of the name, naming them
 */
export function findStream(
  { info, memory, snapshot, error }: BrokerState,
  { stream, account }: { stream: string; account?: string },
): StreamMemory {
  const found = memory.findStreams(stream, account);
  const where = account === undefined ? '' : ` in account ${account}`;
  if (found.length === 0) {
    throw new NotFoundError(
      snapshot
        ? `Broker ${
            info.name
          } has no stream ${stream}${where} (streams: ${streamCandidates(
            memory,
            account,
          )})`
        : `Nothing is known of ${stream}: broker ${
            info.name
          } was never reached${error === undefined ? '' : `: ${error}`}`,
    );
  }
  if (found.length > 1) {
    const accounts = found.map(one => one.account).sort();
    throw new InputError(
      `account: several accounts have a stream ${stream}: ${accounts.join(
        ', ',
      )}`,
    );
  }
  return found[0];
}
