import { formatCount } from '../../words';
import { parseDuration } from '../values/duration';
import { PlacedConsumer } from '../reading/PlacedMessagingSpec';
import { error, MessagingRule } from './MessagingRule';

/** How long a consumer may be idle, its stream's where it names none; nothing where it may be for ever. */
export function effectiveInactiveThreshold({
  consumer,
  stream,
}: PlacedConsumer): string | undefined {
  return [
    consumer.inactiveThreshold,
    stream.stream.consumerLimits?.inactiveThreshold,
  ].find(text => text !== undefined && parseDuration(text));
}

/** js-consumer-limits: consumers above the bounds that their stream sets. */
export const withinLimits: MessagingRule = function* withinLimits(spec) {
  for (const { consumer, stream, path } of spec.consumers) {
    const { maxAckPending = 0, inactiveThreshold = '0' } =
      stream.stream.consumerLimits ?? {};
    if (maxAckPending > 0 && (consumer.maxAckPending ?? 0) > maxAckPending) {
      yield error(
        'js-consumer-limits',
        `${path}.maxAckPending`,
        `${formatCount(consumer.maxAckPending ?? 0)} is above the ${formatCount(
          maxAckPending,
        )} of the stream's consumerLimits, and the server refuses the consumer (10121); lower it, or raise the limit`,
      );
    }
    const bound = parseDuration(inactiveThreshold);
    const own = parseDuration(consumer.inactiveThreshold ?? '0');
    if (bound && own && own > bound) {
      yield error(
        'js-consumer-limits',
        `${path}.inactiveThreshold`,
        `${consumer.inactiveThreshold} is above the ${inactiveThreshold} of the stream's consumerLimits, and the server refuses the consumer (10153); lower it, or raise the limit`,
      );
    }
  }
};
