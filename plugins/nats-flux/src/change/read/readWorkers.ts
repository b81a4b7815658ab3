import { WorkerSpec } from '@nats-portal/plugin-nats-common';
import {
  isTree,
  listAt,
  numberOf,
  textAt,
  Tree,
  valueAt,
} from '../../compare/repository/tree';
import { ScalerSetting, WorkerDefaults } from '../../settings/Settings';
import { RepositoryReader } from './RepositoryReader';
import { consumerKey, WorkersByConsumer } from './readMessaging';

/** What the workers of a repository are. */
export interface ReadWorkers {
  workers: WorkersByConsumer;
  /** What they have in common, of the first that says it. */
  defaults: Partial<WorkerDefaults>;
  scaler?: ScalerSetting;
  prometheusUrl?: string;
}

/** What a trigger scales by, in the words of the settings. */
interface Backlog {
  scaler: ScalerSetting;
  consumer: string;
  lagThreshold?: number;
  activationLagThreshold?: number;
  prometheusUrl?: string;
}

function matcherIn(query: string, label: string): string {
  return new RegExp(`\\b${label}="([^"]*)"`).exec(query)?.[1] ?? '';
}

function backlogOf(trigger: unknown): Backlog | undefined {
  const metadata = (key: string) => valueAt(trigger, ['metadata', key]);
  const text = (key: string) => textAt(trigger, ['metadata', key]) ?? '';
  switch (textAt(trigger, ['type'])) {
    case 'nats-jetstream':
      return {
        scaler: 'nats-jetstream',
        consumer: consumerKey({
          account: text('account'),
          stream: text('stream'),
          consumer: text('consumer'),
        }),
        lagThreshold: numberOf(metadata('lagThreshold')),
        activationLagThreshold: numberOf(metadata('activationLagThreshold')),
      };
    case 'prometheus': {
      const query = text('query');
      return {
        scaler: 'prometheus',
        consumer: consumerKey({
          account: matcherIn(query, 'account'),
          stream: matcherIn(query, 'stream_name'),
          consumer: matcherIn(query, 'consumer_name'),
        }),
        lagThreshold: numberOf(metadata('threshold')),
        activationLagThreshold: numberOf(metadata('activationThreshold')),
        prometheusUrl: text('serverAddress'),
      };
    }
    default:
      return undefined;
  }
}

function containerOf(deployment: Tree | undefined): Tree {
  const [container] = listAt(deployment, [
    'spec',
    'template',
    'spec',
    'containers',
  ]);
  return isTree(container) ? container : {};
}

/** The example image comes with a command; an image of a team's own brings it along. */
function bringsItsCommand(container: Tree): boolean {
  return container.command === undefined && container.args === undefined;
}

function withoutBlank<T extends object>(fields: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Partial<T>;
}

/** Reads back the workers: their ScaledObjects, and the Deployments that these scale. */
export function readWorkers(reader: RepositoryReader): ReadWorkers {
  const workers = new Map<string, WorkerSpec>();
  const found: ReadWorkers = { workers, defaults: {} };
  for (const { content } of reader.ofKind('keda.sh', 'ScaledObject')) {
    const [backlog] = listAt(content, ['spec', 'triggers']).flatMap(
      trigger => backlogOf(trigger) ?? [],
    );
    if (!backlog) {
      continue;
    }
    const target = textAt(content, ['spec', 'scaleTargetRef', 'name']) ?? '';
    const container = containerOf(reader.named('apps', 'Deployment', target));
    const image = textAt(container, ['image']);
    const own = bringsItsCommand(container);
    workers.set(
      backlog.consumer,
      withoutBlank({
        image: own ? image : undefined,
        minReplicaCount: numberOf(
          valueAt(content, ['spec', 'minReplicaCount']),
        ),
        maxReplicaCount: numberOf(
          valueAt(content, ['spec', 'maxReplicaCount']),
        ),
        lagThreshold: backlog.lagThreshold,
        activationLagThreshold: backlog.activationLagThreshold,
      }),
    );
    found.defaults = {
      ...withoutBlank({
        image: own ? undefined : image,
        cpu: textAt(container, ['resources', 'requests', 'cpu']),
        memory: textAt(container, ['resources', 'limits', 'memory']),
      }),
      ...found.defaults,
    };
    found.scaler ??= backlog.scaler;
    found.prometheusUrl ??= backlog.prometheusUrl || undefined;
  }
  return found;
}
