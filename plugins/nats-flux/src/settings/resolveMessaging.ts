import {
  checkMessaging,
  CompleteMessagingSpec,
  completeMessagingSpec,
  Finding,
  MessagingContext,
} from '@nats-portal/plugin-nats-common';
import {
  MessagingPart,
  partitionMessaging,
  placedInWhole,
} from './partitionMessaging';
import { AccountSetting, BrokerMessaging, InAccount } from './Settings';

interface CheckedPart {
  part: MessagingPart;
  spec: CompleteMessagingSpec;
  findings: Finding[];
}

/** The items of all parts, each where it was given. */
function inOrder<K extends keyof CompleteMessagingSpec>(
  checked: readonly CheckedPart[],
  list: K,
): InAccount<CompleteMessagingSpec[K][number]>[] {
  return checked
    .flatMap(({ part: { account, indexes }, spec }) =>
      spec[list].map((item, i) => ({
        at: indexes?.[list][i] ?? i,
        item: { ...item, account },
      })),
    )
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

/**
 * Reads the messaging spec of each account and fills in what it leaves out.
 *
 * @returns streams and buckets in the order in which they were given, and what is wrong with them, by paths into the spec
 */
export function resolveMessaging(
  messaging: unknown,
  accounts: readonly AccountSetting[],
  context: MessagingContext & { replicas: number },
): { messaging: BrokerMessaging; findings: Finding[] } {
  const { parts, findings } = partitionMessaging(
    messaging,
    accounts.map(({ name }) => name),
  );
  const checked = parts.map((part): CheckedPart => {
    const { spec, findings: found } = checkMessaging(part.messaging, context);
    return {
      part,
      spec: completeMessagingSpec(spec, context),
      findings: found.map(finding => placedInWhole(finding, part)),
    };
  });
  return {
    messaging: {
      streams: inOrder(checked, 'streams'),
      keyValues: inOrder(checked, 'keyValues'),
      objectStores: inOrder(checked, 'objectStores'),
    },
    findings: [...findings, ...checked.flatMap(each => each.findings)],
  };
}
