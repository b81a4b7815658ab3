import { error, MessagingRule, warning } from './MessagingRule';

/** js-replicas-cluster, js-replicas-standalone, js-replicas-even. */
export const possibleReplicas: MessagingRule = function* possibleReplicas(
  spec,
  { servers },
) {
  for (const { spec: store, path } of spec.stores) {
    const { replicas } = store;
    const at = `${path}.replicas`;
    if (replicas === undefined) {
      continue;
    }
    if (servers === 1 && replicas > 1) {
      yield error(
        'js-replicas-standalone',
        at,
        `a single server cannot hold ${replicas} replicas (10074), and up to 2.14 it takes them as an update and loses the stream at its next restart; use 1, or a cluster of 3`,
      );
    } else if (servers !== undefined && replicas > servers) {
      yield error(
        'js-replicas-cluster',
        at,
        `${replicas} replicas do not fit on ${servers} servers, and the server refuses the stream (10005); use ${servers} or fewer, or add servers first`,
      );
    }
    if (replicas % 2 === 0) {
      yield warning(
        'js-replicas-even',
        at,
        `${replicas} replicas survive no more failures than ${
          replicas - 1
        }, and cost one copy more; use an odd number`,
      );
    }
  }
};

/** js-consumer-replicas: copies of a consumer's state. */
export const possibleConsumerReplicas: MessagingRule =
  function* possibleConsumerReplicas(spec, { servers }) {
    for (const { stream: owner, consumer, path } of spec.consumers) {
      const { replicas } = consumer;
      const { replicas: ofStream, retention = 'limits' } = owner.stream;
      const at = `${path}.replicas`;
      if (!replicas) {
        continue;
      }
      if (ofStream !== undefined && replicas > ofStream) {
        yield error(
          'js-consumer-replicas',
          at,
          `${replicas} is above the stream's ${ofStream}, and the server refuses the consumer (10126); leave it out to have as many as the stream`,
        );
      } else if (
        ofStream !== undefined &&
        retention !== 'limits' &&
        replicas !== ofStream
      ) {
        yield error(
          'js-consumer-replicas',
          at,
          `must be 0 or the stream's ${ofStream} on ${retention} retention, else the server refuses the consumer (10134); leave it out`,
        );
      } else if (servers !== undefined && replicas > servers) {
        yield error(
          'js-consumer-replicas',
          at,
          `${replicas} replicas do not fit on ${servers} ${
            servers === 1 ? 'server (10074)' : 'servers (10005)'
          }`,
        );
      }
    }
  };
