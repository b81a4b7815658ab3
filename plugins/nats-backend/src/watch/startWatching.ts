import {
  AuthService,
  DatabaseService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { NoticeBook } from '../notices/NoticeBook';
import { OwnerNotices } from '../notices/OwnerNotices';
import { subjectsOf } from '../notices/subjectsOf';
import { BrokerState } from '../sampling/BrokerSampler';
import { BrokerStates } from '../sampling/BrokerStates';
import { keepWatched } from './keepWatched';
import { readWatchedEntities, WatchedEntity } from './readWatchedEntities';

/** Annotations change seldom, milliseconds. */
const INTERVAL_MS = 5 * 60_000;

/**
 * Watches what entities name, whether somebody looks or not: keeps an hour of it, and
 * tells their owners when it turns to error and when that is over.
 *
 * @returns what is to be called after each sample
 */
export async function startWatching(options: {
  auth: AuthService;
  catalog: CatalogService;
  database: DatabaseService;
  logger: LoggerService;
  notifications: NotificationService;
  notifies: boolean;
  scheduler: SchedulerService;
  states: BrokerStates;
}): Promise<(state: BrokerState) => void> {
  const { database, logger, notifies, scheduler, states } = options;
  let entities: WatchedEntity[] = [];
  await scheduler.scheduleTask({
    id: 'nats-watched-entities',
    scope: 'local',
    frequency: { milliseconds: INTERVAL_MS },
    timeout: { milliseconds: INTERVAL_MS },
    fn: async () => {
      try {
        entities = await readWatchedEntities(options);
      } catch (thrown) {
        // The catalog may start later than this; the entities of before hold until then.
        const reason = toError(thrown).message;
        logger.warn('Entities with NATS annotations not read', { reason });
      }
      keepWatched(entities, states, Date.now());
    },
  });
  if (!notifies) {
    return () => {};
  }
  const book = await NoticeBook.open(database);
  const raised = await book.raised();
  const notices = new OwnerNotices({ ...options, book, raised });
  let before: Promise<void> = Promise.resolve();
  return state => {
    const now = Date.now();
    // One after the other: two looks at once would count each other's samples.
    before = before
      .then(() => notices.look(subjectsOf(entities, state, now), now))
      .catch(thrown =>
        logger.warn('Owners not notified', { reason: toError(thrown).message }),
      );
  };
}
