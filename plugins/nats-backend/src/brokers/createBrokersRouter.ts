import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  compareVerdicts,
  EntityMessaging,
  natsBrokerReadPermission,
  natsMessagingReadPermission,
  readEntityMessaging,
} from '@nats-portal/plugin-nats-common';
import express from 'express';
import Router from 'express-promise-router';
import { answer, answerNotModified, digest } from '../http/answer';
import { Access } from '../http/createAccess';
import { BrokerStates } from '../sampling/BrokerStates';
import { toBrokerStatus } from '../status/toBrokerStatus';
import { toConsumerDetail } from '../status/toConsumerDetail';
import { ConsumerView } from '../status/toConsumerStatus';
import { toStreamDetail } from '../status/toStreamDetail';
import { ConsumerLists } from './ConsumerLists';
import { findEntity } from '../entities/findEntity';
import { meansConsumer } from '../entities/meansConsumer';
import { findConsumer } from './findConsumer';
import { findStream } from './findStream';
import {
  readConsumerQuery,
  readDetailQuery,
  readStreamQuery,
  readWindowQuery,
} from './listQuery';
import { requireBroker } from './requireBroker';
import { StreamLists } from './StreamLists';
import { versionOf } from './versionOf';

const viewOf = (
  messaging: EntityMessaging | undefined,
): Pick<ConsumerView, 'thresholds' | 'scaling'> => ({
  thresholds: messaging?.thresholds,
  scaling: messaging?.scaling,
});

/** Brokers with their streams and consumers; never asks one. */
export function createBrokersRouter(options: {
  access: Access;
  catalog: CatalogService;
  states: BrokerStates;
}): express.Router {
  const { access, catalog, states } = options;
  const streams = new StreamLists();
  const consumers = new ConsumerLists();
  const messagingToo = [natsBrokerReadPermission, natsMessagingReadPermission];
  const router = Router();

  /** What an entity says of consumers; the caller's own credentials have to show it. */
  async function readEntity(
    credentials: BackstageCredentials,
    entityRef: string | undefined,
  ): Promise<EntityMessaging | undefined> {
    return entityRef === undefined
      ? undefined
      : readEntityMessaging(
          await findEntity(entityRef, { catalog, credentials }),
        );
  }

  router.get('/brokers', async (req, res) => {
    await access(req, [natsBrokerReadPermission]);
    const now = Date.now();
    states.ask();
    const all = states.list();
    const versions = all.map(state => versionOf(state, now));
    const version = versions.includes(undefined) ? undefined : versions.join();
    answer(req, res, version, () => ({
      brokers: all
        .map(state => toBrokerStatus(state, now))
        .sort(
          (a, b) =>
            compareVerdicts(a.verdict, b.verdict) ||
            a.name.localeCompare(b.name),
        ),
    }));
  });

  router.get('/brokers/:name', async (req, res) => {
    await access(req, [natsBrokerReadPermission]);
    const now = Date.now();
    const state = requireBroker(states, req.params.name);
    answer(req, res, versionOf(state, now), () => toBrokerStatus(state, now));
  });

  router.get('/brokers/:name/streams', async (req, res) => {
    await access(req, messagingToo);
    const now = Date.now();
    const query = readStreamQuery(req.query);
    const state = requireBroker(states, req.params.name);
    if (!answerNotModified(req, res, versionOf(state, now))) {
      res.json(await streams.page(state, query, now));
    }
  });

  router.get('/brokers/:name/streams/:stream', async (req, res) => {
    await access(req, messagingToo);
    const now = Date.now();
    const { account } = readWindowQuery(req.query);
    const state = requireBroker(states, req.params.name);
    const stream = findStream(state, { stream: req.params.stream, account });
    state.memory.keepLong(stream, now);
    const version = versionOf(state, now);
    const mine = version && `${version}-${digest(stream.account)}`;
    answer(req, res, mine, () => toStreamDetail(stream, state, now));
  });

  router.get('/brokers/:name/consumers', async (req, res) => {
    const credentials = await access(req, messagingToo);
    const now = Date.now();
    const query = readConsumerQuery(req.query);
    const said = viewOf(await readEntity(credentials, query.entity));
    const state = requireBroker(states, req.params.name);
    const version = versionOf(state, now);
    const mine = version && `${version}-${digest(said)}`;
    if (!answerNotModified(req, res, mine)) {
      res.json(await consumers.page(state, query, { now, ...said }));
    }
  });

  router.get('/brokers/:name/consumers/:stream/:consumer', async (req, res) => {
    const { entity: through } = req.query;
    const { credentials, seesAll } =
      typeof through === 'string'
        ? await access.throughEntity(req, through)
        : { credentials: await access(req, messagingToo), seesAll: true };
    const now = Date.now();
    const { account, entity } = readDetailQuery(req.query);
    const { name, stream, consumer: wanted } = req.params;
    const messaging = await readEntity(credentials, entity);
    const said = viewOf(messaging);
    const reference = { stream, consumer: wanted, account };
    if (!seesAll) {
      if (
        !messaging ||
        !meansConsumer(messaging, { broker: name, ...reference })
      ) {
        throw new NotAllowedError(
          `Permission missing: ${natsMessagingReadPermission.name}; ${entity} does not name consumer ${stream}/${wanted} of ${name}`,
        );
      }
      // Of the same name in another account it says nothing.
      reference.account = messaging.account ?? account;
    }
    const state = requireBroker(states, name);
    const consumer = findConsumer(state, reference);
    state.memory.keepLong(consumer, now);
    const version = versionOf(state, now);
    const mine = version && `${version}-${digest([consumer.account, said])}`;
    answer(req, res, mine, () =>
      toConsumerDetail(consumer, state, { now, ...said }),
    );
  });

  return router;
}
