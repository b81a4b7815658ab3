import { NotFoundError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  compareVerdicts,
  natsBrokerReadPermission,
  natsMessagingReadPermission,
  readEntityMessaging,
} from '@nats-portal/plugin-nats-common';
import express from 'express';
import Router from 'express-promise-router';
import { answer, digest } from '../http/answer';
import { Access } from '../http/createAccess';
import { BrokerStates } from '../sampling/BrokerStates';
import { toBrokerStatus } from '../status/toBrokerStatus';
import { toConsumerDetail } from '../status/toConsumerDetail';
import { toStreamDetail } from '../status/toStreamDetail';
import { ConsumerLists } from './ConsumerLists';
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
    answer(req, res, versionOf(state, now), () =>
      streams.page(state, query, now),
    );
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
    await access(req, messagingToo);
    const now = Date.now();
    const query = readConsumerQuery(req.query);
    const state = requireBroker(states, req.params.name);
    answer(req, res, versionOf(state, now), () =>
      consumers.page(state, query, now),
    );
  });

  router.get('/brokers/:name/consumers/:stream/:consumer', async (req, res) => {
    const credentials = await access(req, messagingToo);
    const now = Date.now();
    const { account, entity: entityRef } = readDetailQuery(req.query);
    const { name, stream, consumer: wanted } = req.params;
    const entity =
      entityRef && (await catalog.getEntityByRef(entityRef, { credentials }));
    if (entityRef && !entity) {
      throw new NotFoundError(`No entity ${entityRef} in the catalog`);
    }
    const { thresholds, scaling } = entity ? readEntityMessaging(entity) : {};
    const state = requireBroker(states, name);
    const consumer = findConsumer(state, {
      stream,
      consumer: wanted,
      account,
    });
    state.memory.keepLong(consumer, now);
    const version = versionOf(state, now);
    const mine =
      version &&
      `${version}-${digest([consumer.account, thresholds, scaling])}`;
    answer(req, res, mine, () =>
      toConsumerDetail(consumer, state, { now, thresholds, scaling }),
    );
  });

  return router;
}
