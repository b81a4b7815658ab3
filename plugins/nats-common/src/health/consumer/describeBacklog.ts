import { formatCount } from '../../words';
import { ConsumerSnapshot } from '../BrokerSnapshot';

/** Says what the backlog is made of; both halves matter, as only one of them waits. */
export function describeBacklog(sample: ConsumerSnapshot): string {
  const { pending, ackPending } = sample;
  const parts = [
    ...(pending > 0 ? [`${formatCount(pending)} waiting`] : []),
    ...(ackPending > 0 ? [`${formatCount(ackPending)} in flight`] : []),
  ];
  return parts.length > 0 ? parts.join(' and ') : 'nothing waiting';
}
