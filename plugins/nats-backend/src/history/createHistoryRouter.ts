import { InputError } from '@backstage/errors';
import {
  HISTORY_RANGES,
  LongHistory,
  natsBrokerReadPermission,
  natsMessagingReadPermission,
} from '@nats-portal/plugin-nats-common';
import express from 'express';
import Router from 'express-promise-router';
import { z } from 'zod';
import { requireBroker } from '../brokers/requireBroker';
import { answer, digest } from '../http/answer';
import { Access } from '../http/createAccess';
import { readInput } from '../http/readInput';
import { BrokerStates } from '../sampling/BrokerStates';
import { endOfHistory, HistoryReader } from './HistoryReader';
import { HistorySubject, SPANS } from './historyQueries';

/** Names are no longer than this (nats-server, JSMaxNameLen). */
const LONGEST_NAME = 255;
const name = z.string().min(1).max(LONGEST_NAME);
const range = z.enum(HISTORY_RANGES).default('24h');
const brokerQuery = z.strictObject({ range });
const assetQuery = z.strictObject({ range, account: name.optional() });
const assetNames = z.object({ stream: name, consumer: name.optional() });

/** The history of brokers beyond the hour that is kept here, from Prometheus. */
export function createHistoryRouter(options: {
  access: Access;
  states: BrokerStates;
  /** By the name of the broker; of which there is none, none is configured. */
  readers: ReadonlyMap<string, HistoryReader>;
}): express.Router {
  const { access, states, readers } = options;
  const router = Router();

  async function read(
    broker: string,
    subject: HistorySubject,
    asked: LongHistory['range'],
  ): Promise<LongHistory> {
    const now = Date.now();
    const reader = readers.get(broker);
    if (reader) {
      const report = await reader.read(subject, asked, now);
      return { broker, range: asked, source: 'prometheus', ...report };
    }
    const { seconds, step } = SPANS[asked];
    return {
      broker,
      range: asked,
      source: 'none',
      from: endOfHistory(now) - seconds * 1000,
      stepSeconds: step,
      columns: [],
      problem: `The last hour is all there is: broker ${broker} has no prometheus in nats.brokers`,
    };
  }

  /** Names are not unique over accounts, and Prometheus would mix what has the same one. */
  function accountOf(
    broker: string,
    given: string | undefined,
    stream: string,
    consumer?: string,
  ): string | undefined {
    const { memory } = requireBroker(states, broker);
    const accounts = memory
      .findStreams(stream, given)
      .filter(({ consumers }) => !consumer || consumers.has(consumer))
      .map(({ account }) => account);
    if (accounts.length > 1) {
      throw new InputError(
        `account: several accounts have it: ${accounts.sort().join(', ')}`,
      );
    }
    // What is gone, or of a broker that is away, may still have a history.
    return given ?? accounts[0];
  }

  router.get('/brokers/:name/history', async (req, res) => {
    await access(req, [natsBrokerReadPermission]);
    const query = readInput(brokerQuery, req.query);
    requireBroker(states, req.params.name);
    const history = await read(
      req.params.name,
      { kind: 'broker' },
      query.range,
    );
    answer(req, res, digest(history), () => history);
  });

  const readAsset = async (req: express.Request, res: express.Response) => {
    await access(req, [natsBrokerReadPermission, natsMessagingReadPermission]);
    const query = readInput(assetQuery, req.query);
    const { stream, consumer } = readInput(assetNames, req.params);
    const broker = req.params.name;
    const account = accountOf(broker, query.account, stream, consumer);
    const history = await read(
      broker,
      consumer === undefined
        ? { kind: 'stream', account, stream }
        : { kind: 'consumer', account, stream, consumer },
      query.range,
    );
    answer(req, res, digest(history), () => history);
  };
  router.get('/brokers/:name/streams/:stream/history', readAsset);
  router.get('/brokers/:name/consumers/:stream/:consumer/history', readAsset);

  return router;
}
