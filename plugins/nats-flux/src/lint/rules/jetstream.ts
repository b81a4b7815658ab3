import { checkMessaging, Finding } from '@nats-portal/plugin-nats-common';
import { entriesAt, isSetAt, KeyPath, textAt, valueAt } from '../model/data';
import { Manifest } from '../model/Manifest';
import { NatsTrigger, natsTriggers } from '../model/natsTriggers';
import { placeIn } from '../model/place';
import { GROUPS, Repository } from '../model/Repository';
import { RepositoryFinding } from '../RepositoryFinding';
import { error, RepositoryRule } from '../RepositoryRule';

/** Fields of the messaging spec, which are called as those of NACK's kinds. */
const STREAM_FIELDS = new Set([
  'name',
  'description',
  'subjects',
  'retention',
  'storage',
  'replicas',
  'discard',
  'discardPerSubject',
  'maxAge',
  'maxMsgs',
  'maxBytes',
  'maxMsgSize',
  'maxMsgsPerSubject',
  'maxConsumers',
  'duplicateWindow',
  'noAck',
  'compression',
  'allowDirect',
  'allowRollup',
  'denyDelete',
  'denyPurge',
  'metadata',
]);

const CONSUMER_FIELDS = new Set([
  'durableName',
  'description',
  'deliverPolicy',
  'optStartSeq',
  'optStartTime',
  'ackPolicy',
  'ackWait',
  'maxDeliver',
  'backoff',
  'filterSubject',
  'filterSubjects',
  'replayPolicy',
  'sampleFreq',
  'maxWaiting',
  'maxAckPending',
  'headersOnly',
  'maxRequestBatch',
  'maxRequestExpires',
  'maxRequestMaxBytes',
  'inactiveThreshold',
  'replicas',
  'memStorage',
  'metadata',
]);

/** What rules of this repository's own kinds say better, or what their shape says already. */
const SAID_ELSEWHERE = new Set([
  'js-shape',
  'js-unknown-field',
  'js-duplicate-asset',
]);

/** Subjects of a mirror, or of a stream with sources, are those of others. */
const ABOUT_SUBJECTS = new Set([
  'js-no-subjects',
  'js-filter-outside',
  'js-workqueue-gap',
]);

interface ConsumerObject {
  manifest: Manifest;
  trigger: NatsTrigger | undefined;
}

interface StreamObject {
  manifest: Manifest;
  consumers: ConsumerObject[];
}

function pick(manifest: Manifest, fields: ReadonlySet<string>) {
  // An empty text and null are how the controller's kinds leave a field out.
  return Object.fromEntries(
    entriesAt(manifest.data, ['spec']).filter(
      ([key, value]) =>
        fields.has(key) &&
        (key === 'name' ||
          key === 'durableName' ||
          (value !== '' && value !== null)),
    ),
  );
}

function workerOf(trigger: NatsTrigger) {
  const activation = textAt(trigger.metadata, ['activationLagThreshold']);
  return {
    minReplicaCount: trigger.minReplicaCount,
    maxReplicaCount: trigger.maxReplicaCount,
    ...(activation !== undefined && /^\d{1,9}$/.test(activation)
      ? { activationLagThreshold: Number(activation) }
      : {}),
  };
}

function consumerInput({ manifest, trigger }: ConsumerObject) {
  return {
    ...pick(manifest, CONSUMER_FIELDS),
    ...(trigger ? { worker: workerOf(trigger) } : {}),
  };
}

function streamInput({ manifest, consumers }: StreamObject) {
  return {
    ...pick(manifest, STREAM_FIELDS),
    consumers: consumers.map(consumerInput),
  };
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

function keyOf(stream: string | undefined, consumer: string | undefined) {
  return JSON.stringify([stream, consumer]);
}

function streamObjects(repository: Repository): {
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

interface Target {
  manifest: Manifest;
  stream: StreamObject;
  path: KeyPath;
}

/** Paths of a messaging spec: the stream, the consumer where it is one's, and what is left. */
const SPEC_PATH =
  /^streams\[(\d+)\](?:\.consumers\[(\d+)\])?(?:\.(worker)\b)?\.?(.*)$/s;

function keysOf(path: string): KeyPath {
  return [...path.matchAll(/([\w$-]+)|\["((?:[^"\\]|\\.)*)"\]/g)].map(
    ([, plain, quoted]) =>
      plain !== undefined && /^\d+$/.test(plain)
        ? Number(plain)
        : plain ?? quoted,
  );
}

function targetOf(
  path: string,
  streams: readonly StreamObject[],
): Target | undefined {
  const [, i, j, worker, rest] = SPEC_PATH.exec(path) ?? [];
  const stream = streams[Number(i)];
  if (!stream) {
    return undefined;
  }
  const consumer = j === undefined ? undefined : stream.consumers[Number(j)];
  const keys = keysOf(rest ?? '');
  if (worker && consumer?.trigger) {
    const { manifest, index } = consumer.trigger;
    const field =
      keys[0] === 'activationLagThreshold'
        ? ['spec', 'triggers', index, 'metadata', ...keys]
        : ['spec', ...keys];
    return { manifest, stream, path: field };
  }
  const { manifest } = consumer ?? stream;
  return { manifest, stream, path: ['spec', ...keys] };
}

/** Messages may name another place of the spec, which exists in no file. */
function withPlaces(message: string, streams: readonly StreamObject[]): string {
  return message.replace(/\bstreams\[\d+\][\w.[\]]*/g, path => {
    const target = targetOf(path.replace(/\.$/, ''), streams);
    if (!target) {
      return path;
    }
    const { file, line } = placeIn(target.manifest, target.path);
    return `${file}:${line}`;
  });
}

function isOfOthers({ manifest: { data } }: StreamObject): boolean {
  return (
    isSetAt(data, ['spec', 'mirror']) || isSetAt(data, ['spec', 'sources'])
  );
}

function placed(
  finding: Finding,
  streams: readonly StreamObject[],
): RepositoryFinding[] {
  const target = targetOf(finding.path, streams);
  if (
    !target ||
    SAID_ELSEWHERE.has(finding.id) ||
    (ABOUT_SUBJECTS.has(finding.id) && isOfOthers(target.stream))
  ) {
    return [];
  }
  return [
    {
      ...finding,
      message: withPlaces(finding.message, streams),
      ...placeIn(target.manifest, target.path),
    },
  ];
}

/** Servers of the broker, where the repository leaves no doubt which it is. */
function serversOf({ natsReleases }: Repository): number | undefined {
  const counts = new Set(natsReleases.map(({ servers }) => servers));
  const [servers] = counts;
  return counts.size === 1 && Number.isInteger(servers) ? servers : undefined;
}

/** All rules of a messaging spec, asked about the objects of the JetStream controller. */
const messaging: RepositoryRule = function* messaging(repository) {
  const { accounts, orphans } = streamObjects(repository);
  const servers = serversOf(repository);
  for (const streams of accounts) {
    const { findings } = checkMessaging(
      { streams: streams.map(streamInput) },
      { servers },
    );
    for (const finding of findings) {
      yield* placed(finding, streams);
    }
  }
  for (const manifest of orphans) {
    yield error(
      'js-consumer-stream',
      manifest,
      ['spec', 'streamName'],
      `no Stream of this account is declared as ${
        textAt(manifest.data, ['spec', 'streamName']) ?? 'nothing'
      }: the server refuses the consumer until there is one (10059); mend the name, or declare the stream`,
    );
  }
};

/** keda-push-no-group: every replica would get every message. */
const pushGroups: RepositoryRule = function* pushGroups(repository) {
  const scaled = new Set(
    natsTriggers(repository).map(({ stream, consumer }) =>
      keyOf(stream, consumer),
    ),
  );
  for (const manifest of repository.of(GROUPS.jetStream, 'Consumer')) {
    const { data } = manifest;
    const key = keyOf(
      textAt(data, ['spec', 'streamName']),
      textAt(data, ['spec', 'durableName']),
    );
    if (
      scaled.has(key) &&
      isSetAt(data, ['spec', 'deliverSubject']) &&
      !isSetAt(data, ['spec', 'deliverGroup'])
    ) {
      yield error(
        'keda-push-no-group',
        manifest,
        ['spec', 'deliverSubject'],
        'the server pushes every message to every worker, so more of them do the same work again; add deliverGroup, or leave deliverSubject out',
      );
    }
  }
};

/** Rules about streams and consumers, whoever wrote them. */
export const jetStreamRules: RepositoryRule[] = [messaging, pushGroups];
