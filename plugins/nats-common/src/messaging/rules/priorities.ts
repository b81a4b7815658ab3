import { quote } from '../../words';
import { parseDuration } from '../values/duration';
import { knows } from '../reading/PlacedMessagingSpec';
import { error, MessagingRule, warning } from './MessagingRule';

/** Names of groups (run, nats-server 2.15.1: 10161, 10162). */
const GROUP = /^[A-Za-z0-9\-_/=)+]{1,16}$/;

/** js-priority: clients of one consumer that come before others. */
export const possiblePriorities: MessagingRule = function* possiblePriorities(
  spec,
) {
  for (const placed of spec.consumers) {
    const { consumer, path } = placed;
    const { priorityGroups = [], priorityPolicy = 'none' } = consumer;
    const hasPolicy =
      priorityPolicy !== 'none' || !knows(placed, 'priorityPolicy');
    if (priorityGroups.length > 0 && consumer.deliverSubject) {
      yield error(
        'js-priority',
        `${path}.priorityGroups`,
        'is for pull consumers, and refused with deliverSubject (10178); leave one of the two out',
      );
    } else if (priorityGroups.length > 0 && !hasPolicy) {
      yield error(
        'js-priority',
        `${path}.priorityGroups`,
        'needs a priorityPolicy: overflow, pinned_client or prioritized (10196)',
      );
    }
    if (
      priorityPolicy !== 'none' &&
      priorityGroups.length === 0 &&
      knows(placed, 'priorityGroups')
    ) {
      yield error(
        'js-priority',
        `${path}.priorityPolicy`,
        `${priorityPolicy} needs a group in priorityGroups (10159)`,
      );
    }
    for (const group of priorityGroups) {
      if (!GROUP.test(group)) {
        yield error(
          'js-priority',
          `${path}.priorityGroups`,
          `${quote(
            group,
          )} is no name of 1 to 16 letters, digits or - _ / = ) + (10161, 10162)`,
        );
      }
    }
    if (parseDuration(consumer.pinnedTtl ?? '0') && !hasPolicy) {
      yield error(
        'js-priority',
        `${path}.pinnedTtl`,
        'needs priorityPolicy pinned_client (10197)',
      );
    }
  }
};

/** js-pause-update: a pause that is looked at once. */
export const pausesAtTheStart: MessagingRule = function* pausesAtTheStart(
  spec,
) {
  for (const { consumer, path } of spec.consumers) {
    if (consumer.pauseUntil !== undefined) {
      yield warning(
        'js-pause-update',
        `${path}.pauseUntil`,
        'counts when the consumer is made and never after: an update leaves the pause as it is. Pause and resume one that exists with nats consumer pause',
      );
    }
  }
};
