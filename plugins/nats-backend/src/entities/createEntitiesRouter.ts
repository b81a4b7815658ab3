import { stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { readEntityMessaging } from '@nats-portal/plugin-nats-common';
import { takeTurns } from '@nats-portal/plugin-nats-node';
import express from 'express';
import Router from 'express-promise-router';
import { answer, answerNotModified, digest } from '../http/answer';
import { Access } from '../http/createAccess';
import { KeptAnswers } from '../http/KeptAnswers';
import { BrokerStates } from '../sampling/BrokerStates';
import { findEntity } from './findEntity';
import { toEntityStatus } from './toEntityStatus';
import { versionOfAnswer } from './versionOfAnswer';

/** What the annotations of entities name; never asks a broker. */
export function createEntitiesRouter(options: {
  access: Access;
  catalog: CatalogService;
  states: BrokerStates;
  intervalMs: number;
}): express.Router {
  const { access, catalog, states, intervalMs } = options;
  const answers = new KeptAnswers();
  const router = Router();

  router.get('/entities/:kind/:namespace/:name', async (req, res) => {
    const entityRef = stringifyEntityRef(req.params);
    const { credentials } = await access.throughEntity(req, entityRef);
    const entity = await findEntity(entityRef, { catalog, credentials });
    const now = Date.now();
    const messaging = readEntityMessaging(entity);
    const { broker } = messaging;
    if (broker) {
      states.ask(broker);
    }
    const state = broker === undefined ? undefined : states.find(broker);
    const make = () =>
      takeTurns(toEntityStatus(messaging, states, { now, intervalMs }));
    if (!state) {
      const status = await make();
      answer(req, res, undefined, () => status);
      return;
    }
    const question = digest(messaging);
    const { version, isSettled } = versionOfAnswer(state, now, settled =>
      answers.has(question, settled),
    );
    const tag = isSettled ? `${version}-${question}` : undefined;
    if (!answerNotModified(req, res, tag)) {
      await answers.send(req, res, { question, version }, make);
    }
  });

  return router;
}
