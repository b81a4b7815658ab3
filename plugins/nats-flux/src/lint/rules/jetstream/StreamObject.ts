import { textAt, valueAt } from '../../model/data';
import { Manifest } from '../../model/Manifest';
import { NatsTrigger, natsTriggers } from '../../model/natsTriggers';
import { GROUPS, Repository } from '../../model/Repository';

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

/** What tells one account from another: subjects may not overlap inside of one. */
function accountOf({ data, namespace }: Manifest): string {
  return JSON.stringify([
    namespace,
    valueAt(data, ['spec', 'account']),
    valueAt(data, ['spec', 'servers']),
    valueAt(data, ['spec', 'jsDomain']),
  ]);
}

function groupByAccount(manifests: readonly Manifest[]) {
  const groups = new Map<string, Manifest[]>();
  for (const manifest of manifests) {
    const account = accountOf(manifest);
    const group = groups.get(account);
    if (group) {
      group.push(manifest);
    } else {
      groups.set(account, [manifest]);
    }
  }
  return groups;
}

/** Tells one consumer of a repository from another. */
export function keyOf(
  stream: string | undefined,
  consumer: string | undefined,
) {
  return JSON.stringify([stream, consumer]);
}

/** The streams of each account with their consumers, and the consumers of no stream. */
export function streamObjects(repository: Repository): {
  accounts: StreamObject[][];
  orphans: Manifest[];
} {
  const triggers = new Map(
    natsTriggers(repository).map(trigger => [
      keyOf(trigger.stream, trigger.consumer),
      trigger,
    ]),
  );
  const consumers = groupByAccount(repository.of(GROUPS.jetStream, 'Consumer'));
  const orphans: Manifest[] = [];
  const accounts = [
    ...groupByAccount(repository.of(GROUPS.jetStream, 'Stream')),
  ].map(([account, manifests]) => {
    const streams = manifests.map<StreamObject>(manifest => ({
      manifest,
      consumers: [],
    }));
    const byName = new Map(
      streams.map(stream => [
        textAt(stream.manifest.data, ['spec', 'name']),
        stream,
      ]),
    );
    for (const manifest of consumers.get(account) ?? []) {
      const name = textAt(manifest.data, ['spec', 'streamName']);
      const durable = textAt(manifest.data, ['spec', 'durableName']);
      const stream = byName.get(name);
      if (stream) {
        const trigger = triggers.get(keyOf(name, durable));
        stream.consumers.push({ manifest, trigger });
      } else {
        orphans.push(manifest);
      }
    }
    return streams;
  });
  return { accounts, orphans };
}
