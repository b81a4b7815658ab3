import {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { natsMessagingApplyPermission } from '@nats-portal/plugin-nats-common';
import { NatsBrokers } from '@nats-portal/plugin-nats-node';

/** Whether the portal can make streams on a broker, and where it cannot, why. */
export interface BrokerAnswer {
  answers: boolean;
  /** Without a full stop; empty where it can. */
  reason: string;
}

/**
 * Asks whether a broker runs, is reached and may be changed by who asks, in every
 * account that something is wanted in.
 *
 * @throws whatever else the broker says about the streams, e.g. InputError for
 * more copies than it has servers
 */
export async function askBroker(
  name: string,
  options: {
    brokers: NatsBrokers;
    permissions: PermissionsService;
    credentials: BackstageCredentials;
    messaging: readonly { account?: string; messaging: unknown }[];
    signal?: AbortSignal;
  },
): Promise<BrokerAnswer> {
  const { brokers, permissions, credentials, messaging, signal } = options;
  const no = (reason: string) => ({ answers: false, reason });
  const broker = brokers.find(name);
  if (!broker) {
    return no(`Broker ${name} is not configured in nats.brokers`);
  }
  const [{ result }] = await permissions.authorize(
    [{ permission: natsMessagingApplyPermission }],
    { credentials },
  );
  if (result !== AuthorizeResult.ALLOW) {
    return no(
      `You may not change broker ${name} (permission ${natsMessagingApplyPermission.name})`,
    );
  }
  try {
    for (const { account, messaging: spec } of messaging) {
      await broker.planMessaging(spec, { signal, account });
    }
    return { answers: true, reason: '' };
  } catch (error) {
    if (isError(error) && error.name === 'ServiceUnavailableError') {
      return no(error.message);
    }
    throw error;
  }
}
