import { NotAllowedError } from '@backstage/errors';
import { createInbox, ErrorCode, Msg, NatsConnection, NatsError } from 'nats';
import { readReplyHead } from './readReplyHead';
import {
  HealthzData,
  LongReply,
  ServerReplies,
  ServerReply,
  VarzData,
} from '../serverReplies';

/** Who has answered waits this long for the others, milliseconds. */
const QUIET_MS = 1_000;
/** A question that a dying connection took with it is asked again after this, milliseconds. */
const ASK_AGAIN_MS = 1_500;
/** Time, deadline and abortion are looked at this often, milliseconds. */
const TICK_MS = 50;
/** Accounts in one answer; the servers' own default is 1024. */
const MAX_ACCOUNTS = 100_000;

const PREFIX = '$SYS.REQ.SERVER.PING.';
const JSZ = {
  accounts: true,
  streams: true,
  consumer: true,
  limit: MAX_ACCOUNTS,
};

/** What a server says to a question without a listener. */
const NO_RESPONDERS = 503;

function idOf({ server }: Pick<ServerReply<unknown>, 'server'>): string {
  return server?.id ?? server?.name ?? '';
}

/** Answers of the servers by their id, one for each question. */
class Answers {
  /** Whether the user may ask how the servers are; the snapshot can do without. */
  mayAskHealth = true;
  readonly healthz = new Map<string, ServerReply<HealthzData>>();
  readonly varz = new Map<string, ServerReply<VarzData>>();
  readonly jsz = new Map<string, LongReply>();
  /** Servers that each says its JetStream cluster has. */
  readonly #sizes = new Map<string, number | undefined>();
  #lastAt = 0;

  add(question: string, message: Msg): void {
    if (message.headers?.code === NO_RESPONDERS) {
      throw new NotAllowedError(
        'Nobody heard the question for a snapshot: the user is in an ordinary account and not in the system account',
      );
    }
    if (question === 'healthz') {
      const reply = message.json<ServerReply<HealthzData>>();
      this.healthz.set(idOf(reply), reply);
    } else if (question === 'varz') {
      const reply = message.json<ServerReply<VarzData>>();
      this.varz.set(idOf(reply), reply);
    } else if (question === 'jsz') {
      const { clusterSize, ...head } = readReplyHead(message.data);
      this.jsz.set(idOf(head), { ...head, bytes: message.data });
      this.#sizes.set(idOf(head), clusterSize);
    }
    this.#lastAt = performance.now();
  }

  /** True when all who should have answered, or those who answered are alone for a while. */
  isEnough(expected: number): boolean {
    const whole = [...this.varz.keys()].filter(id => this.jsz.has(id));
    const complete = whole.filter(
      id => this.healthz.has(id) || !this.mayAskHealth,
    );
    const target = Math.max(expected, this.#announced(expected));
    const isQuiet = performance.now() - this.#lastAt >= QUIET_MS;
    const isAlone = isQuiet && whole.length === this.#heard();
    return whole.length > 0 && (complete.length >= target || isAlone);
  }

  isEmpty(): boolean {
    return this.#heard() === 0;
  }

  /** Servers that said what they are or what they hold. */
  #heard(): number {
    return new Set([...this.varz.keys(), ...this.jsz.keys()]).size;
  }

  /** Servers that there should be as the servers themselves say, or `known` where they do not. */
  #announced(known: number): number {
    const unknown = known > 0 ? known : Infinity;
    const sizes = [...this.jsz].map(([id, { server }]) =>
      server?.cluster === undefined ? 1 : this.#sizes.get(id) ?? unknown,
    );
    return Math.max(1, ...sizes);
  }
}

/** Wakes the one who waits for it. */
class Bell {
  #wake = () => {};

  ring(): void {
    this.#wake();
  }

  /** Waits until it rings, or so many milliseconds. */
  wait(timeoutMs: number): Promise<void> {
    return new Promise(resolve => {
      const timer = setTimeout(resolve, timeoutMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/**
 * Asks all servers and collects their answers until all that are known have
 * answered, those that answered have been alone for a while, or time is up.
 *
 * @param options - `settings`: whether the configuration of streams and consumers is
 * asked for, which makes the answers several times as long; `expected`: servers that should answer, 0 where nobody knows;
 * `onViolation`: calls back when the user may not publish to a subject
 * @returns as many answers as came, none where nobody answered
 * @throws whatever the client throws when the questions may not be asked
 */
export async function collectReplies(
  connection: NatsConnection,
  options: {
    settings: boolean;
    expected: number;
    timeoutMs: number;
    onViolation: (listener: (subject: string) => void) => () => void;
    signal?: AbortSignal;
  },
): Promise<ServerReplies> {
  const { expected, timeoutMs, signal } = options;
  const deadline = performance.now() + timeoutMs;
  const questions = {
    healthz: {},
    varz: {},
    jsz: { ...JSZ, config: options.settings },
  };
  const answers = new Answers();
  const inbox = createInbox();
  let failure: unknown;
  const bell = new Bell();

  const subscription = connection.subscribe(`${inbox}.*`, {
    // Whatever is thrown in here would end the connection.
    callback: (error, message) => {
      try {
        if (error) {
          throw error;
        }
        answers.add(message.subject.slice(inbox.length + 1), message);
      } catch (thrown) {
        failure = thrown;
      }
      bell.ring();
    },
  });
  // A question that is not allowed is answered by nobody.
  const unlisten = options.onViolation(subject => {
    if (subject === `${PREFIX}HEALTHZ`) {
      answers.mayAskHealth = false;
    } else if (subject.startsWith(PREFIX)) {
      failure = new NatsError(
        `it may not publish to "${subject}"`,
        ErrorCode.PermissionsViolation,
      );
      bell.ring();
    }
  });
  let askAgainAt = 0;
  try {
    while (!answers.isEnough(expected) && performance.now() < deadline) {
      signal?.throwIfAborted();
      if (failure) {
        throw failure;
      }
      if (answers.isEmpty() && performance.now() >= askAgainAt) {
        askAgainAt = performance.now() + ASK_AGAIN_MS;
        for (const [question, body] of Object.entries(questions)) {
          connection.publish(
            `${PREFIX}${question.toUpperCase()}`,
            JSON.stringify(body),
            { reply: `${inbox}.${question}` },
          );
        }
      }
      await bell.wait(TICK_MS);
    }
    return {
      varz: [...answers.varz.values()],
      healthz: [...answers.healthz.values()],
      jsz: [...answers.jsz.values()],
    };
  } finally {
    unlisten();
    subscription.unsubscribe();
  }
}
