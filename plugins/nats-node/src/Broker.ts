import { BrokerSnapshot, Provenance } from '@nats-portal/plugin-nats-common';
import { AdvisoryListening, GivenUpMessage } from './advisories/GivenUpMessage';
import { MessagePlace, StoredMessage } from './messages/findMessage';
import {
  AppliedMessaging,
  ApplyProgress,
  MessagingPlan,
  PlannedAsset,
} from './MessagingPlan';

/**
 * A broker as the configuration describes it.
 *
 * @public
 */
export interface BrokerInfo {
  /** Unique among the configured brokers. */
  name: string;
  /** Name of the cluster that it runs in. */
  cluster?: string;
  /** Addresses, without credentials. */
  servers: string[];
  /** Servers that should answer, a count; absent where the configuration does not say. */
  expectedServers?: number;
  /** Names of the accounts that can be planned and applied, the first being the default. */
  accounts: string[];
}

/**
 * How a snapshot is read.
 *
 * @public
 */
export interface ReadSnapshotOptions {
  /**
   * Whether the configuration of streams and consumers is read as well, which makes the
   * answers several times as long. Defaults to true.
   */
  settings?: boolean;
  signal?: AbortSignal;
}

/**
 * Who makes streams and consumers: the portal at once, or Flux from a repository that
 * declares them.
 *
 * @public
 */
export type Provisioner = 'portal' | 'flux';

/**
 * Whose a consumer is that is not its stream's owner's.
 *
 * @public
 */
export type ConsumerOwner = Required<Pick<Provenance, 'owner'>> &
  Pick<Provenance, 'entity'>;

/**
 * How a messaging spec is laid over what a broker holds.
 *
 * @public
 */
export interface MessagingOptions {
  /** Defaults to the first configured account. */
  account?: string;
  /** Written into the metadata of what is made. What another owner made is not changed. */
  provenance?: Provenance;
  /** Owners of single consumers of the spec, by `STREAM/consumer`, in place of that of `provenance`. */
  consumerOwners?: ReadonlyMap<string, ConsumerOwner>;
  /** Change what others own as well; it belongs to the owner of `provenance` then, where that names one. */
  takeOver?: boolean;
  /**
   * For whom is planned; defaults to the portal, which does not change what Flux makes unless it
   * is taken over. `flux` is of use to plans only: nothing is written into a repository here.
   */
  provisioning?: Provisioner;
  /** What applying does about a stream or consumer that exists with other settings; defaults to `update`. */
  existing?: 'update' | 'refuse';
  /**
   * Streams (`JOBS`) and consumers (`JOBS/echo`) that may be deleted and made anew where
   * the server would refuse the change. Their settings are those of the spec then, and
   * those of the consumers of a stream too.
   */
  recreate?: readonly string[];
  /**
   * What may be lost by that: the messages of a stream (`JOBS`), a consumer that the spec
   * does not name (`JOBS/audit`), messages that only one consumer waits for (`JOBS/echo`).
   */
  confirmLoss?: readonly string[];
  /** A broker that is still rolled out is waited for so long, milliseconds; it is not waited for where that is left out. */
  waitMs?: number;
  /** Called with what is waited for, when that changes and once a minute. */
  onWaiting?: (reason: string) => void;
  /** `report` lists what the account has and the spec does not name; it stays as it is either way. */
  prune?: 'report';
  signal?: AbortSignal;
}

/**
 * A broker that can be read and changed. Connections are made when they are
 * needed, shared by all callers and kept.
 *
 * Every method throws `ServiceUnavailableError` when the broker does not answer
 * within the configured timeout, and `NotAllowedError` when it refuses the
 * configured credentials or a permission is missing.
 *
 * @public
 */
export interface Broker {
  readonly info: BrokerInfo;

  /**
   * Reads all servers, streams and consumers: by way of the system account where one is
   * configured, else of the monitoring ports; else, without the servers, of the JetStream
   * API of the configured accounts.
   *
   * @throws InputError when none of these is configured
   */
  readSnapshot(options?: ReadSnapshotOptions): Promise<BrokerSnapshot>;

  /**
   * Hears in all configured accounts which messages consumers give up, from soon on and
   * until it is closed. A broker that is away is listened to when it is back.
   */
  listen(onGivenUp: (message: GivenUpMessage) => void): AdvisoryListening;

  /**
   * Finds the first message of a stream from a sequence on.
   *
   * @returns undefined where there is none
   * @throws NotFoundError for an account that is not configured, naming those that are
   */
  findMessage(
    place: MessagePlace,
    options?: { signal?: AbortSignal },
  ): Promise<StoredMessage | undefined>;

  /**
   * Says what applying a messaging spec would do, changing nothing.
   *
   * Fields that the spec does not name stay as the broker has them; streams,
   * consumers and metadata keys that the spec does not name are left alone.
   *
   * @param input - a messaging spec, from wherever it came
   * @throws InputError listing everything that is wrong with the input
   * @throws NotFoundError for an account that is not configured, naming those that are
   */
  planMessaging(
    input: unknown,
    options?: MessagingOptions,
  ): Promise<MessagingPlan>;

  /**
   * Makes the broker hold what a messaging spec wants: streams first, then
   * consumers. Doing it twice changes nothing the second time, and doing it
   * again after a failure goes on where the failure was.
   *
   * @param input - a messaging spec, from wherever it came
   * @throws InputError listing everything that is wrong with the input
   * @throws NotFoundError for an account that is not configured, naming those that are
   * @throws ConflictError listing every refused asset, and those that exist where these are refused; nothing was changed then
   */
  applyMessaging(
    input: unknown,
    options?: MessagingOptions & {
      /** Called once for each asset when it is done, with what was done. */
      onProgress?: (asset: PlannedAsset, progress: ApplyProgress) => void;
    },
  ): Promise<AppliedMessaging>;
}

/**
 * The configured brokers.
 *
 * @public
 */
export interface NatsBrokers {
  list(): BrokerInfo[];
  find(name: string): Broker | undefined;
  /** @throws NotFoundError naming the brokers that are configured */
  get(name: string): Broker;
}
