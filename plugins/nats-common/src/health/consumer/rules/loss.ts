import { formatCount, formatSpan } from '../../../words';
import { ConsumerSnapshot } from '../../BrokerSnapshot';
import { natsCommand } from '../../natsCommand';
import { readsInOrder } from '../../settings';
import { Verdict } from '../../Verdict';
import { limitsTake, Loss, LossCause, lostMessages } from '../lostMessages';
import { connectedSamples, ConsumerRule, Observation } from '../Observation';
import { advanceIn, spanOf } from '../samples';

/** Unread messages that will be gone this soon deserve a look, milliseconds. */
const SOON = 3_600_000;

/** Worst first. */
const CAUSES: LossCause[] = ['limits', 'unclear', 'replaced', 'removed'];

function reasonOf({ cause, messages }: Loss, known: boolean): string {
  const takers: Record<LossCause, string> = {
    limits: `the stream's limits took them${
      known ? '' : ', or its filter was changed'
    }`,
    unclear: "the stream's limits, a purge or a new filter took them",
    replaced:
      'newer ones of their subjects, or the end of their own time, took their place',
    removed: 'a purge, a deletion or a new filter took them',
  };
  return `About ${formatCount(messages)} ${
    messages === 1 ? 'message was' : 'messages were'
  } never delivered: ${takers[cause]}`;
}

/** True when the configuration was read after what happened, and was the same before. */
function isSettled({ window, samples }: Observation, { since }: Loss): boolean {
  const { settingsReadAt, settingsSince } = window;
  return (
    settingsReadAt !== undefined &&
    settingsReadAt >= since &&
    (settingsSince ?? settingsReadAt) <= Math.max(samples[0].at, since - 1)
  );
}

/** Messages left the stream before anybody read them, so that a falling backlog is no good news. */
export const loss: ConsumerRule = observation => {
  const { losses } = lostMessages(observation);
  if (losses.length === 0) {
    return undefined;
  }
  const [worst] = CAUSES.flatMap(cause =>
    losses.filter(item => item.cause === cause),
  );
  const { stream } = observation.newest;
  const settled = isSettled(observation, worst);
  const levels: Record<LossCause, Verdict['level']> = {
    limits: settled ? 'error' : 'warning',
    unclear: 'warning',
    replaced: 'info',
    removed: 'info',
  };
  const bad = worst.cause === 'limits' || worst.cause === 'unclear';
  return {
    level: levels[worst.cause],
    rule: bad ? 'loss' : 'removed',
    reason: reasonOf(worst, settled),
    since: worst.since,
    ...(bad
      ? {
          advice: {
            text: 'Raise the limits of the stream, or read faster',
            command: natsCommand('stream', 'info', stream),
          },
        }
      : {}),
  };
};

/** Messages are missing, or their delivery is not counted yet: the copies of a consumer agree on it a moment later. */
export const lossUnconfirmed: ConsumerRule = observation => {
  const { newest } = observation;
  if (!newest.replicas) {
    return undefined;
  }
  const { unconfirmed } = lostMessages(observation);
  return unconfirmed > 0
    ? {
        level: 'unknown',
        rule: 'loss-unclear',
        reason: `${formatCount(unconfirmed)} ${
          unconfirmed === 1 ? 'message waits' : 'messages wait'
        } no longer and no delivery of them is counted yet: the copies of the consumer count it a moment later, or they are lost; the next sample tells`,
        since: newest.at,
      }
    : undefined;
};

/** Up to where nothing waits that the consumer has not been given, a sequence of the stream. */
function readUpTo(sample: ConsumerSnapshot): number {
  const { pending, streamState, deliveredStreamSequence } = sample;
  return pending === 0 && streamState
    ? Math.max(streamState.lastSequence, deliveredStreamSequence)
    : deliveredStreamSequence;
}

/**
 * The limits took messages that came after all that the consumer is known to have read.
 * Where a filter hides which of them were for it, nobody can say that none was.
 */
export const lossUnclear: ConsumerRule = observation => {
  const { samples, newest, readsAll, window } = observation;
  const { settings, streamSettings } = window;
  const [from, to] = [samples[0].streamState, newest.streamState];
  if (readsAll || !readsInOrder(settings) || !streamSettings || !from || !to) {
    return undefined;
  }
  const isTaking =
    to.firstSequence > from.firstSequence &&
    limitsTake(from, to, streamSettings);
  if (!isTaking) {
    return undefined;
  }
  const connected = connectedSamples(observation);
  let read = 0;
  let since: number | undefined;
  let until = 0;
  for (const sample of connected) {
    const front = sample.streamState?.firstSequence ?? 0;
    if (sample !== connected[0] && front - 1 > read) {
      since ??= sample.at;
      until = sample.at;
    }
    read = Math.max(read, readUpTo(sample));
  }
  return since !== undefined && until > samples[0].at
    ? {
        level: 'unknown',
        rule: 'loss-unclear',
        reason:
          "The stream's limits take messages before they can be seen to be read; whether some were for this consumer its filter hides",
        since,
        advice: {
          text: 'Raise the limits of the stream, or read faster',
          command: natsCommand('stream', 'info', newest.stream),
        },
      }
    : undefined;
};

/** The front of the stream comes nearer to the consumer and will pass it. */
export const lossAhead: ConsumerRule = observation => {
  const { samples, newest, readsAll, window } = observation;
  const settings = window.streamSettings;
  const [from, to] = [samples[0].streamState, newest.streamState];
  const limited = settings?.retention === 'limits' && from && to;
  if (!readsAll || !limited || newest.pending === 0) {
    return undefined;
  }
  const room = newest.deliveredStreamSequence + 1 - to.firstSequence;
  const taken = to.firstSequence - from.firstSequence;
  const closing = (taken - advanceIn(samples)) / spanOf(samples);
  const left = room <= 0 ? 0 : room / closing;
  // A front that stands, or is that of another stream of the name, takes nothing.
  const isTaking = taken > 0 && limitsTake(from, to, settings);
  if (left < 0 || left >= SOON || !isTaking) {
    return undefined;
  }
  if (
    lostMessages(observation).losses.some(({ cause }) => cause === 'limits')
  ) {
    // It has come.
    return undefined;
  }
  const perMinute = (taken * 60_000) / spanOf(samples);
  return {
    level: 'warning',
    rule: 'loss-ahead',
    reason: `Unread messages are lost ${
      room <= 0 ? 'at any moment' : `in ${formatSpan(left)}`
    }: the stream's limits take ${formatCount(
      perMinute,
    )} a minute and the consumer is ${formatCount(
      Math.max(0, room),
    )} ahead of them`,
    advice: {
      text: 'Raise the limits of the stream, or read faster',
      command: natsCommand('stream', 'info', newest.stream),
    },
  };
};
