import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { Verdict } from '@nats-portal/plugin-nats-common';
import { NoticeBook } from './NoticeBook';
import { NoticeSubject } from './subjectsOf';

/** One sample in error, or out of it, may be a dip. */
const SAMPLES = 2;
/** Where notifications cannot be sent they are not tried again for so long, milliseconds. */
const REST_MS = 5 * 60_000;

type Told = 'error' | 'fine';

interface Course {
  /** What the owner knows. */
  told: Told;
  /** Samples in a row that say another thing. */
  others: number;
}

/** `unknown` is neither: nobody is told of an error, or of its end, that nobody has seen. */
function tellable({ level }: Verdict): Told | undefined {
  if (level === 'unknown') {
    return undefined;
  }
  return level === 'error' ? 'error' : 'fine';
}

/** Tells owners when something of theirs turns to error, and when it is over. */
export class OwnerNotices {
  readonly #book: NoticeBook;
  readonly #notifications: NotificationService;
  readonly #logger: LoggerService;
  readonly #courses = new Map<string, Course>();
  #restsUntil = -Infinity;

  /** @param options - `raised`: keys of which an error was told before this process began */
  constructor(options: {
    book: NoticeBook;
    notifications: NotificationService;
    logger: LoggerService;
    raised: readonly string[];
  }) {
    this.#book = options.book;
    this.#notifications = options.notifications;
    this.#logger = options.logger;
    for (const key of options.raised) {
      this.#courses.set(key, { told: 'error', others: 0 });
    }
  }

  /**
   * Looks at what a new sample says.
   *
   * @param now - milliseconds since 1970
   */
  async look(subjects: readonly NoticeSubject[], now: number): Promise<void> {
    for (const subject of subjects) {
      const verdict = subject.verdict();
      const is = tellable(verdict);
      const course = this.#courses.get(subject.key) ?? {
        told: 'fine',
        others: 0,
      };
      if (is === undefined || is === course.told) {
        course.others = 0;
      } else if (++course.others >= SAMPLES && now >= this.#restsUntil) {
        await this.#tell(subject, course, { is, verdict, now });
      }
      // What is fine and was never told of takes no room.
      if (course.told === 'error' || course.others > 0) {
        this.#courses.set(subject.key, course);
      } else {
        this.#courses.delete(subject.key);
      }
    }
  }

  async #tell(
    { key, owner, title, page }: NoticeSubject,
    course: Course,
    { is, verdict, now }: { is: Told; verdict: Verdict; now: number },
  ): Promise<void> {
    const turn =
      is === 'error'
        ? await this.#book.raise(key, now)
        : await this.#book.settle(key);
    if (turn === 'later') {
      return;
    }
    if (turn === 'mine') {
      try {
        await this.#notifications.send({
          recipients: { type: 'entity', entityRef: owner },
          payload: {
            title: is === 'error' ? title : `${title} has recovered`,
            description: verdict.reason,
            link: page,
            severity: is === 'error' ? 'high' : 'low',
            topic: 'nats',
            // The recovery takes the place of the trouble.
            scope: `nats:${key}`,
          },
        });
      } catch (thrown) {
        this.#logger.debug('Owners cannot be notified', {
          reason: toError(thrown).message,
        });
        this.#restsUntil = now + REST_MS;
        await this.#book.takeBack(key, is);
        return;
      }
      this.#logger.info('Notified an owner', { owner, title, level: is });
    }
    course.told = is;
    course.others = 0;
  }
}
