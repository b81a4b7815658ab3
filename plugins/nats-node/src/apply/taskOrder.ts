import { JetStreamConfig } from '@nats-portal/plugin-nats-common';
import { AssetStep } from '../plan/AssetStep';
import { ConsumerStep, StreamStep } from '../plan/planAssets';
import { Task } from './runInOrder';

interface Origin {
  name?: string;
  /** Set where the origin is in another account or domain. */
  external?: unknown;
}

/** Names of the streams of the same account that a stream copies. */
function originsOf({ mirror, sources }: JetStreamConfig): string[] {
  const origins = [mirror, ...(Array.isArray(sources) ? sources : [])];
  return origins.flatMap(origin => {
    const { name, external } = (origin ?? {}) as Origin;
    return name !== undefined && !external ? [name] : [];
  });
}

function changesSubjects({ planned }: StreamStep): boolean {
  return (
    (planned.action === 'update' || planned.action === 'recreate') &&
    planned.changes.some(({ field }) => field === 'subjects')
  );
}

/** What leaves room in the account may be what others need. */
function reservesLess({ planned }: StreamStep): boolean {
  return planned.changes.some(
    ({ field, from, to }) =>
      (field === 'maxBytes' || field === 'replicas') &&
      Number(to ?? 0) < Number(from ?? 0),
  );
}

/** Whether following the origins leads from a stream to itself; the server takes such a circle. */
function inCircle(
  name: string,
  steps: ReadonlyMap<string, StreamStep>,
): boolean {
  const seen = new Set<string>();
  const open = [name];
  for (const current of open) {
    for (const origin of originsOf(steps.get(current)?.config ?? {})) {
      if (origin === name) {
        return true;
      }
      if (!seen.has(origin)) {
        seen.add(origin);
        open.push(origin);
      }
    }
  }
  return false;
}

/** What is still to be done; what is right already holds nobody up. */
const changes = ({ planned }: AssetStep) => planned.action !== 'unchanged';

/**
 * Puts what changes in an order that a broker takes: consumers after their
 * stream, copies after their origins, and other streams after those whose subjects
 * change or that reserve less, since they may give up what the others get.
 *
 * @param carryOut - what is done about each
 */
export function taskOrder(
  steps: readonly StreamStep[],
  carryOut: {
    stream(step: StreamStep): Promise<void>;
    consumer(step: ConsumerStep): Promise<void>;
  },
): Task[] {
  const byName = new Map(steps.map(step => [step.wanted.name, step]));
  const tasks = new Map<StreamStep, Task & { after: Task[] }>(
    steps
      .filter(changes)
      .map(step => [step, { run: () => carryOut.stream(step), after: [] }]),
  );
  const giving = [...tasks.keys()].filter(
    step => changesSubjects(step) || reservesLess(step),
  );
  const first = new Set(giving);
  // One task in between, so that not each stream waits for each of them.
  const gate: Task = {
    run: async () => {},
    after: giving.flatMap(step => tasks.get(step) ?? []),
  };
  for (const [step, { after }] of tasks) {
    if (first.has(step)) {
      continue;
    }
    if (giving.length > 0) {
      after.push(gate);
    }
    const origins = originsOf(step.config).flatMap(
      name => byName.get(name) ?? [],
    );
    if (origins.length > 0 && !inCircle(step.wanted.name, byName)) {
      after.push(...origins.flatMap(origin => tasks.get(origin) ?? []));
    }
  }
  const consumers = steps.flatMap(step => {
    const own = tasks.get(step);
    return step.consumers.filter(changes).map(consumer => ({
      run: () => carryOut.consumer(consumer),
      after: own ? [own] : [],
    }));
  });
  return [...tasks.values(), gate, ...consumers];
}
