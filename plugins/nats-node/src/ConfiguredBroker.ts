import { LoggerService } from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import { BrokerSnapshot } from '@nats-portal/plugin-nats-common';
import { AdvisoryListening, GivenUpMessage } from './advisories/GivenUpMessage';
import { listenTo } from './advisories/listenTo';
import { applyUntilHeld } from './apply/applyUntilHeld';
import {
  Broker,
  BrokerInfo,
  MessagingOptions,
  ReadSnapshotOptions,
} from './Broker';
import { BrokerConfig } from './config/BrokerConfig';
import { BrokerConnection } from './connection/BrokerConnection';
import { waitUntilReady } from './connection/waitUntilReady';
import { JetStreamApi } from './jetstream/JetStreamApi';
import { JetStreamApiError } from './jetstream/JetStreamApiError';
import {
  findMessage,
  MessagePlace,
  StoredMessage,
} from './messages/findMessage';
import {
  AppliedMessaging,
  ApplyProgress,
  MessagingPlan,
  PlannedAction,
  PlannedAsset,
} from './MessagingPlan';
import { flatSteps, StreamStep } from './plan/planAssets';
import { prepareMessaging } from './plan/prepareMessaging';
import { requireApplicable } from './plan/requireApplicable';
import { ServerCensus } from './plan/ServerCensus';
import { createSnapshotReader } from './snapshot/createSnapshotReader';
import { SnapshotReader } from './snapshot/SnapshotReader';

/** An asset is tried for so many times the broker's timeout: an election of a leader fits in. */
const PATIENCE = 10;

/** A plan and what it takes to carry it out. */
interface Prepared {
  plan: MessagingPlan;
  steps: StreamStep[];
  api: JetStreamApi;
}

function countActions(
  assets: readonly PlannedAsset[],
): Record<PlannedAction, number> {
  const counts = {
    create: 0,
    update: 0,
    recreate: 0,
    unchanged: 0,
    refused: 0,
  };
  for (const { action } of assets) {
    counts[action]++;
  }
  return counts;
}

/** One broker of the configuration. Its connections open with the first call. */
export class ConfiguredBroker implements Broker {
  readonly info: BrokerInfo;
  readonly #logger: LoggerService;
  readonly #key: string;
  readonly #timeoutMs: number;
  readonly #accounts: Map<string, BrokerConnection>;
  readonly #system: BrokerConnection | undefined;
  readonly #snapshots: SnapshotReader | undefined;

  constructor(config: BrokerConfig, options: { logger: LoggerService }) {
    const expectedServers =
      config.expectedServers ?? config.monitoring?.urls.length;
    this.info = {
      name: config.name,
      ...(config.cluster === undefined ? {} : { cluster: config.cluster }),
      servers: config.servers.map(({ url }) => url),
      ...(expectedServers === undefined ? {} : { expectedServers }),
      accounts: config.accounts.map(({ account }) => account),
    };
    this.#logger = options.logger.child({ broker: config.name });
    this.#key = config.key;
    this.#timeoutMs = config.timeoutMs;
    const logger = this.#logger;
    this.#accounts = new Map(
      config.accounts.map(user => [
        user.account,
        new BrokerConnection({ broker: config, user, logger }),
      ]),
    );
    if (config.system) {
      this.#system = new BrokerConnection({
        broker: config,
        user: config.system,
        logger,
      });
    }
    this.#snapshots = createSnapshotReader(config, {
      system: this.#system,
      accounts: this.#accounts,
    });
  }

  async readSnapshot(options?: ReadSnapshotOptions): Promise<BrokerSnapshot> {
    if (!this.#snapshots) {
      throw new InputError(
        `Broker "${this.info.name}" cannot be read: ${
          this.#key
        } has neither system, which names a user of the system account, nor monitoring nor accounts`,
      );
    }
    return this.#snapshots.read(options);
  }

  listen(onGivenUp: (message: GivenUpMessage) => void): AdvisoryListening {
    return listenTo(this.#accounts, { logger: this.#logger, onGivenUp });
  }

  async findMessage(
    place: MessagePlace,
    { signal }: { signal?: AbortSignal } = {},
  ): Promise<StoredMessage | undefined> {
    const [account, connection] = this.#connectionOf(place.account);
    try {
      return await findMessage(connection, place, {
        timeoutMs: this.#timeoutMs,
        signal,
      });
    } catch (error) {
      throw error instanceof JetStreamApiError
        ? error.toTypedError(
            `Broker "${this.info.name}", stream ${account}/${place.stream}`,
          )
        : error;
    }
  }

  async planMessaging(
    input: unknown,
    options: MessagingOptions = {},
  ): Promise<MessagingPlan> {
    const { plan } = await this.#prepare(input, options);
    return plan;
  }

  async applyMessaging(
    input: unknown,
    options: MessagingOptions & {
      onProgress?: (asset: PlannedAsset, progress: ApplyProgress) => void;
    } = {},
  ): Promise<AppliedMessaging> {
    const { signal, onProgress } = options;
    const { plan, steps, api } = await this.#prepare(input, options);
    requireApplicable(plan, options.existing);
    const again = { ...options, waitMs: 0 };
    const assets = await applyUntilHeld(
      steps,
      { api, patienceMs: PATIENCE * this.#timeoutMs, signal, onProgress },
      {
        planAgain: async () => (await this.#prepare(input, again)).steps,
        existing: options.existing,
      },
    );
    const {
      create: created,
      update: updated,
      recreate: recreated,
      unchanged,
    } = countActions(assets);
    this.#logger.info('Applied a messaging spec', {
      account: plan.account,
      created,
      updated,
      recreated,
      unchanged,
    });
    return {
      plan: { ...plan, assets },
      created,
      updated,
      recreated,
      unchanged,
    };
  }

  /** Drains the connections. */
  async close(): Promise<void> {
    this.#snapshots?.close();
    await Promise.all(
      [this.#system, ...this.#accounts.values()].map(connection =>
        connection?.close(),
      ),
    );
  }

  #connectionOf(wanted?: string): [string, BrokerConnection] {
    const account = wanted ?? this.info.accounts[0];
    const connection = this.#accounts.get(account);
    if (!connection) {
      const known = this.info.accounts.join(', ') || 'none';
      throw new NotFoundError(
        `Broker "${this.info.name}" has no account ${
          account === undefined ? '' : `"${account}" `
        }in the configuration (${
          this.#key
        }.accounts); configured accounts: ${known}`,
      );
    }
    return [account, connection];
  }

  async #prepare(input: unknown, options: MessagingOptions): Promise<Prepared> {
    const { provenance = {}, takeOver = false, signal, waitMs } = options;
    const report = options.prune === 'report';
    const [account, connection] = this.#connectionOf(options.account);
    const api = new JetStreamApi(connection, { timeoutMs: this.#timeoutMs });
    const census = new ServerCensus({
      info: this.info,
      snapshots: this.#snapshots,
      signal,
    });
    const explain = (error: unknown) =>
      error instanceof JetStreamApiError
        ? error.toTypedError(
            `Broker "${this.info.name}" at ${this.info.servers.join(
              ', ',
            )}, account ${account}`,
          )
        : error;
    try {
      if (waitMs) {
        const probe = () =>
          census.findMissing(api).catch(error => {
            throw explain(error);
          });
        const { onWaiting } = options;
        await waitUntilReady(probe, { waitMs, onWaiting, signal });
      }
      const { steps, unlisted } = await prepareMessaging(
        input,
        {
          api,
          expectedServers: this.info.expectedServers,
          countServers: facts => census.count(facts),
          readServers: () => census.read(),
        },
        {
          ownership: {
            provenance,
            takeOver,
            provisioning: options.provisioning,
            consumers: options.consumerOwners,
          },
          consent: {
            recreate: new Set(options.recreate),
            loss: new Set(options.confirmLoss),
          },
          report,
          signal,
        },
      );
      const assets = flatSteps(steps).map(({ planned }) => planned);
      return {
        plan: {
          broker: this.info.name,
          account,
          assets,
          ...(report ? { unlisted } : {}),
        },
        steps,
        api,
      };
    } catch (error) {
      throw explain(error);
    }
  }
}
