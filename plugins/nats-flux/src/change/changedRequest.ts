import { Finding, MessagingSpec } from '@nats-portal/plugin-nats-common';
import { error } from '../settings/findings';
import { changeAccounts } from './changeAccounts';
import { changeMessaging } from './changeMessaging';
import { ReadRequest } from './read/readRequest';
import { RepositoryChanges } from './RepositoryChanges';

/** What takes away a setting that a broker can do without. */
const NONE = 'none';

const LISTS = ['streams', 'keyValues', 'objectStores'] as const;

/** The first field that is about messaging; nothing where the change is not. */
function messagingField(changes: RepositoryChanges): string | undefined {
  const list = LISTS.find(name => {
    const value = changes[name];
    return Array.isArray(value) ? value.length > 0 : Boolean(value);
  });
  const removes = (changes.remove ?? []).some(name => name.trim() !== '');
  return list ?? (removes ? 'remove' : undefined);
}

function said(text: string | undefined): string | undefined {
  return text?.trim() || undefined;
}

/** The value after a change that may take it away. */
function changed(
  before: string | undefined,
  change: string | undefined,
): string | undefined {
  const text = said(change);
  return text === NONE ? undefined : text ?? before;
}

/** What a repository is asked for after a change, and what is wrong with the change. */
export function changedRequest(
  { request, platform }: Omit<ReadRequest, 'unmarked'>,
  changes: RepositoryChanges,
): Omit<ReadRequest, 'unmarked'> & { findings: Finding[] } {
  const findings: Finding[] = [];
  const { accounts, findings: mistaken } = changeAccounts(
    request.accounts ?? [],
    changes,
  );
  findings.push(...mistaken);
  let { messaging } = request;
  const field = messagingField(changes);
  if (field) {
    if (request.provisioning === 'portal') {
      findings.push(
        error(
          'change-provisioning',
          field,
          'streams and buckets are made by the portal and not by this repository; use the template for streams, or nats:messaging:apply',
        ),
      );
    } else {
      const merged = changeMessaging(
        messaging as MessagingSpec,
        changes,
        request.accounts?.[0]?.name ?? '',
      );
      findings.push(...merged.findings);
      messaging = merged.messaging;
    }
  }
  return {
    request: {
      ...request,
      servers: changes.servers ?? request.servers,
      storageSize: said(changes.storageSize) ?? request.storageSize,
      storageClass: said(changes.storageClass) ?? request.storageClass,
      memory: said(changes.memory) ?? request.memory,
      cpu: said(changes.cpu) ?? request.cpu,
      memoryStoreSize: changed(
        request.memoryStoreSize,
        changes.memoryStoreSize,
      ),
      monitoringHost: changed(request.monitoringHost, changes.monitoringHost),
      accounts,
      messaging,
    },
    platform: {
      ...platform,
      chartVersion: said(changes.chartVersion) ?? platform.chartVersion,
    },
    findings,
  };
}
