import { Finding } from '../../findings/Finding';
import { quote } from '../../words';
import { parseDuration } from '../values/duration';
import { knows, PlacedConsumer } from '../reading/PlacedMessagingSpec';
import { ConsumerSpec } from '../spec/ConsumerSpec';
import { explainInvalidSubject, hasWildcard } from '../values/subjects';
import { SubjectTree } from '../values/SubjectTree';
import { error, MessagingRule, warning } from './MessagingRule';
import { subjectTreeOf } from './subjectTreeOf';

/** The least idle_heartbeat: 100 ms. */
const MIN_HEARTBEAT = 100e6;
/** The least max_expires: 1 ms. */
const MIN_EXPIRES = 1e6;

function explainTarget(
  deliverSubject: string,
  captured: SubjectTree<string>,
): string | undefined {
  const problem = explainInvalidSubject(deliverSubject);
  if (problem) {
    return `${quote(deliverSubject)} ${problem} (10112)`;
  }
  if (hasWildcard(deliverSubject)) {
    return `${quote(
      deliverSubject,
    )} has a wildcard: the server delivers to one subject (10079)`;
  }
  const own = captured.firstOverlap(deliverSubject);
  return own === undefined
    ? undefined
    : `${quote(deliverSubject)} is stored by the stream itself (${quote(
        own,
      )}): messages would go round in circles (10081)`;
}

function* pushed({ consumer, path }: PlacedConsumer): Iterable<Finding> {
  const heartbeat = parseDuration(consumer.heartbeatInterval ?? '0');
  if ((consumer.maxWaiting ?? 0) > 0) {
    yield error(
      'js-push',
      `${path}.maxWaiting`,
      'is for pull consumers, and refused with deliverSubject (10080); leave one of the two out',
    );
  }
  if (consumer.ackPolicy === 'none' && (consumer.maxAckPending ?? 0) > 0) {
    yield error(
      'js-push',
      `${path}.maxAckPending`,
      'cannot be together with ackPolicy none, and the server refuses the consumer (10082); leave it out',
    );
  }
  if (heartbeat && heartbeat < MIN_HEARTBEAT) {
    yield error(
      'js-push',
      `${path}.heartbeatInterval`,
      'is under the 100ms that the server takes (10083); use 100ms or more',
    );
  }
  if (consumer.flowControl && heartbeat === 0) {
    yield error(
      'js-push',
      `${path}.flowControl`,
      'needs heartbeatInterval (10108), by which a client sees that the server waits for it',
    );
  }
  const { deliverGroup, durableName } = consumer;
  if (deliverGroup && deliverGroup !== durableName) {
    yield warning(
      'js-deliver-group',
      `${path}.deliverGroup`,
      `clients that subscribe with a queue group and no durable name take the group for the name of the consumer; call both ${quote(
        durableName,
      )}, or have every client bind to the consumer`,
    );
  }
}

/** What a server refuses of a consumer that is pulled from, and its code for that. */
const PUSH_ONLY: readonly {
  field: keyof ConsumerSpec;
  isGiven: (consumer: ConsumerSpec) => boolean;
  code: number;
}[] = [
  {
    field: 'heartbeatInterval',
    isGiven: ({ heartbeatInterval = '0' }) =>
      parseDuration(heartbeatInterval) !== 0,
    code: 10088,
  },
  {
    field: 'flowControl',
    isGiven: ({ flowControl }) => flowControl === true,
    code: 10089,
  },
  {
    field: 'rateLimitBps',
    isGiven: ({ rateLimitBps = 0 }) => rateLimitBps > 0,
    code: 10086,
  },
];

function* pulled({ consumer, path }: PlacedConsumer): Iterable<Finding> {
  for (const { field, isGiven, code } of PUSH_ONLY) {
    if (isGiven(consumer)) {
      yield error(
        'js-pull',
        `${path}.${field}`,
        `is for consumers with a deliverSubject; clients of this one pull, and the server refuses it (${code}); leave it out`,
      );
    }
  }
  const expires = parseDuration(consumer.maxRequestExpires ?? '0');
  if (expires && expires < MIN_EXPIRES) {
    yield error(
      'js-pull',
      `${path}.maxRequestExpires`,
      'is under the 1ms that the server takes (10115); use 1ms or more',
    );
  }
  if (consumer.deliverGroup) {
    yield warning(
      'js-deliver-group-pull',
      `${path}.deliverGroup`,
      'means nothing without deliverSubject: all clients that pull share the messages anyway; leave it out',
    );
  }
}

/** js-push, js-pull, js-deliver-group, js-deliver-group-pull: what goes with delivering, and what with fetching. */
export const oneWayOfDelivery: MessagingRule = function* oneWayOfDelivery(
  spec,
) {
  for (const stream of spec.streams) {
    const captured = subjectTreeOf(stream.captured);
    for (const placed of stream.consumers) {
      const { deliverSubject } = placed.consumer;
      if (deliverSubject) {
        const problem = explainTarget(deliverSubject, captured);
        if (problem) {
          yield error('js-push', `${placed.path}.deliverSubject`, problem);
        }
        yield* pushed(placed);
      } else if (knows(placed, 'deliverSubject')) {
        yield* pulled(placed);
      }
    }
  }
};
