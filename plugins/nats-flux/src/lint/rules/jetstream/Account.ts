import { textAt, valueAt } from '../../model/data';
import { Manifest } from '../../model/Manifest';
import { NatsTrigger, natsTriggers } from '../../model/natsTriggers';
import { perRepository } from '../../model/perRepository';
import { GROUPS, Repository } from '../../model/Repository';
import { serverAccounts } from '../../model/serverAccounts';

/** A Consumer of a repository, with what scales its workers. */
export interface ConsumerObject {
  manifest: Manifest;
  trigger: NatsTrigger | undefined;
}

/** A Stream of a repository, with its consumers. */
export interface StreamObject {
  manifest: Manifest;
  consumers: ConsumerObject[];
}

/** The objects of one account: subjects may not overlap inside of it. */
export interface Account {
  streams: StreamObject[];
  keyValues: Manifest[];
  objectStores: Manifest[];
  /** Consumers of streams that are not among these. */
  orphans: Manifest[];
}

/** What tells one account from another. */
function accountOf({ data, namespace }: Manifest): string {
  return JSON.stringify([
    namespace,
    valueAt(data, ['spec', 'account']),
    valueAt(data, ['spec', 'servers']),
    valueAt(data, ['spec', 'jsDomain']),
  ]);
}

function keyOf(...names: (string | undefined)[]): string {
  return JSON.stringify(names);
}

/** What scales the workers of a consumer; where nobody knows the account, what asks for one of the same name. */
function findTrigger(repository: Repository) {
  const triggers = new Map<string, NatsTrigger>();
  for (const trigger of natsTriggers(repository)) {
    const { metadata, stream, consumer } = trigger;
    const account = textAt(metadata, ['account']);
    triggers.set(keyOf(stream, consumer), trigger);
    triggers.set(keyOf(account, stream, consumer), trigger);
  }
  return (consumer: Manifest, stream?: string, durable?: string) => {
    const account = serverAccounts(repository).ofAsset(consumer);
    return triggers.get(
      account === undefined
        ? keyOf(stream, durable)
        : keyOf(account, stream, durable),
    );
  };
}

/** Streams that the server keeps buckets in. */
function bucketStreams({ keyValues, objectStores }: Account): Set<string> {
  const names = (prefix: string, buckets: readonly Manifest[]) =>
    buckets.map(
      ({ data }) => `${prefix}${textAt(data, ['spec', 'bucket']) ?? ''}`,
    );
  return new Set([...names('KV_', keyValues), ...names('OBJ_', objectStores)]);
}

/** The objects of the JetStream controller, by the account they are made in. */
export const accountsOf = perRepository(function readAccounts(
  repository,
): Account[] {
  const accounts = new Map<string, Account>();
  const ofManifest = (manifest: Manifest): Account => {
    const key = accountOf(manifest);
    const known = accounts.get(key);
    const account = known ?? {
      streams: [],
      keyValues: [],
      objectStores: [],
      orphans: [],
    };
    if (!known) {
      accounts.set(key, account);
    }
    return account;
  };
  const each = (kind: string) => repository.of(GROUPS.jetStream, kind);
  const streams = new Map<Account, Map<string | undefined, StreamObject>>();
  for (const manifest of each('Stream')) {
    const account = ofManifest(manifest);
    const stream: StreamObject = { manifest, consumers: [] };
    account.streams.push(stream);
    const byName = streams.get(account) ?? new Map();
    streams.set(
      account,
      byName.set(textAt(manifest.data, ['spec', 'name']), stream),
    );
  }
  each('KeyValue').forEach(one => ofManifest(one).keyValues.push(one));
  each('ObjectStore').forEach(one => ofManifest(one).objectStores.push(one));

  const buckets = new Map(
    [...accounts.values()].map(account => [account, bucketStreams(account)]),
  );
  const triggerOf = findTrigger(repository);
  for (const manifest of each('Consumer')) {
    const account = ofManifest(manifest);
    const name = textAt(manifest.data, ['spec', 'streamName']);
    const durable = textAt(manifest.data, ['spec', 'durableName']);
    const stream = streams.get(account)?.get(name);
    if (stream) {
      const trigger = triggerOf(manifest, name, durable);
      stream.consumers.push({ manifest, trigger });
    } else if (!buckets.get(account)?.has(name ?? '')) {
      account.orphans.push(manifest);
    }
  }
  return [...accounts.values()];
});
