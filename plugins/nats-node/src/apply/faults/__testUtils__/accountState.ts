import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { JetStreamConfig } from '@nats-portal/plugin-nats-common';
import { NatsConnection } from 'nats';
import { ask } from '../../../__testUtils__/clientOf';
import { Broker } from '../../../Broker';

const ATTEMPTS = 3;
const SETTLE_MS = 20_000;
const PAUSE_MS = 200;
const NOT_FOUND = '10059';

/** The configuration of each stream and consumer of an account, by name: `S`, `S/c`. */
export type AccountState = Record<string, JetStreamConfig>;

interface Page {
  total: number;
  limit: number;
  streams?: { config: JetStreamConfig }[] | null;
  consumers?: { name: string; config: JetStreamConfig }[] | null;
}

/** For what may be asked twice: a question may be lost with the leader who got it. */
async function askAgain<T>(
  client: NatsConnection,
  operation: string,
  body?: object,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ask<T>(client, operation, body);
    } catch (error) {
      const isGone = String(error).includes(NOT_FOUND);
      if (attempt === ATTEMPTS || isGone) {
        throw error;
      }
    }
  }
}

async function readPages(
  client: NatsConnection,
  operation: string,
): Promise<Page[]> {
  const pages: Page[] = [];
  for (let offset = 0, total = 1; offset < total; ) {
    const page = await askAgain<Page>(client, operation, { offset });
    pages.push(page);
    offset += page.limit;
    total = page.total;
  }
  return pages;
}

/** What an account holds, as its broker says. */
export async function accountState(
  client: NatsConnection,
): Promise<AccountState> {
  const lists = await readPages(client, 'STREAM.LIST');
  const streams = lists.flatMap(page => page.streams ?? []);
  const state: AccountState = {};
  for (const { config } of streams) {
    state[String(config.name)] = config;
  }
  const readConsumers = async (stream: string) => {
    for (const { consumers } of await readPages(
      client,
      `CONSUMER.LIST.${stream}`,
    )) {
      for (const { name, config } of consumers ?? []) {
        state[`${stream}/${name}`] = config;
      }
    }
  };
  await Promise.all(Object.keys(state).map(readConsumers));
  return state;
}

/**
 * What an account holds, where it is the same as before or takes too long to become so:
 * servers that were just started leave out of their lists what they do not know yet.
 */
export async function settledState(
  client: NatsConnection,
  before: AccountState,
): Promise<AccountState> {
  const deadline = Date.now() + SETTLE_MS;
  for (;;) {
    const state = await accountState(client);
    if (isDeepStrictEqual(state, before) || Date.now() > deadline) {
      return state;
    }
    await sleep(PAUSE_MS);
  }
}

async function deleteStream(client: NatsConnection, stream: string) {
  await askAgain(client, `STREAM.DELETE.${stream}`).catch(error => {
    // The answer to the first question may have been lost.
    if (!String(error).includes(NOT_FOUND)) {
      throw error;
    }
  });
}

/** Deletes everything that an account holds. */
export async function clearAccount(client: NatsConnection): Promise<void> {
  const names = Object.keys(await accountState(client));
  await Promise.all(
    names
      .filter(name => !name.includes('/'))
      .map(stream => deleteStream(client, stream)),
  );
}

/** What an account holds once a spec was applied to it and nothing came in between; it holds nothing after. */
export async function undisturbedState(
  { broker, client }: { broker: Broker; client: NatsConnection },
  spec: object,
): Promise<AccountState> {
  await broker.applyMessaging(spec);
  const state = await accountState(client);
  await clearAccount(client);
  return state;
}
