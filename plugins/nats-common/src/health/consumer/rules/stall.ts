import { formatCount, formatSpan } from '../../../words';
import { ConsumerSnapshot } from '../../BrokerSnapshot';
import { natsCommand } from '../../natsCommand';
import { describeBacklog } from '../describeBacklog';
import { VerdictLevel } from '../../Verdict';
import { ConsumerRule, silenceOf } from '../Observation';
import { fellOnce, wasAsked } from '../samples';
import { holdersAreGone } from './stop';

const infoCommand = ({ stream, name }: ConsumerSnapshot) =>
  natsCommand('consumer', 'info', stream, name);

/** The messages in flight are delivered again, and none is finished. */
export const redeliveryLoop: ConsumerRule = ({ newest, busy }) => {
  if (
    !busy ||
    busy.deliveries <= 0 ||
    busy.advance > 0 ||
    fellOnce(busy.samples)
  ) {
    return undefined;
  }
  // More deliveries than messages in flight: one of them came at least twice.
  const inFlight = Math.max(
    ...busy.samples.map(({ ackPending }) => ackPending),
  );
  return {
    level: busy.deliveries > inFlight ? 'error' : 'warning',
    rule: 'redelivery-loop',
    reason: `Stuck: ${describeBacklog(newest)}, ${formatCount(
      busy.deliveries,
    )} ${
      busy.deliveries === 1 ? 'redelivery' : 'redeliveries'
    } and no new message in ${formatSpan(busy.span)}`,
    since: busy.samples[0].at,
    advice: {
      text: 'Look into the clients: they take messages and neither finish nor acknowledge them',
      command: infoCommand(newest),
    },
  };
};

function levelOf(is: {
  gone: boolean;
  waits: boolean;
  known: boolean;
}): VerdictLevel {
  if (is.gone && is.known) {
    return 'error';
  }
  return is.gone || is.waits ? 'warning' : 'info';
}

/** Messages are in flight and nothing moves: clients are at long work, or gone with what they took. */
export const hold: ConsumerRule = observation => {
  const { newest, busy, window } = observation;
  if (
    !busy ||
    busy.deliveries > 0 ||
    busy.samples.every(({ ackPending }) => ackPending === 0) ||
    (newest.pending === 0 && fellOnce(busy.samples))
  ) {
    return undefined;
  }
  const asked = wasAsked(busy.samples);
  const waits = busy.samples.every(({ pending }) => pending > 0);
  if (asked && waits && window.settings) {
    // Whether the limit or the server keeps them back is told by other rules.
    return undefined;
  }
  const quiet = formatSpan(Math.max(busy.span, silenceOf(observation)));
  const backlog = describeBacklog(newest);
  const since = busy.samples[0].at;
  if (asked) {
    return {
      level: waits ? 'warning' : 'info',
      rule: 'hold',
      since,
      reason: waits
        ? `Nothing delivered for ${quiet} although clients ask: ${backlog}, maxAckPending may be reached`
        : `Nothing delivered for ${quiet}: ${backlog}, clients are at long work or asked for a later delivery`,
    };
  }
  const gone = holdersAreGone(observation);
  return {
    level: levelOf({ gone, waits, known: observation.patience !== undefined }),
    rule: 'hold',
    since,
    reason: gone
      ? `Held and never finished: ${backlog}, no sign of a client for ${quiet}`
      : `Nothing delivered for ${quiet}: ${backlog}, clients are at long work or gone`,
    advice: {
      text: 'Look whether the clients still run; what they hold comes again when somebody asks',
      command: infoCommand(newest),
    },
  };
};

/** What keeps messages back on purpose. */
function meansToWait(
  settings: NonNullable<Parameters<ConsumerRule>[0]['window']['settings']>,
): string | undefined {
  if (settings.replayPolicy === 'original') {
    return 'it replays as slowly as the messages came';
  }
  return settings.priorityPolicy === undefined
    ? undefined
    : `its priority groups (${settings.priorityPolicy}) may keep messages for other clients`;
}

/** Clients ask, messages wait, the limit is not reached, and still the server delivers nothing. */
export const notDelivering: ConsumerRule = ({ window, newest, busy }) => {
  if (
    !busy ||
    busy.deliveries > 0 ||
    !wasAsked(busy.samples) ||
    busy.samples.some(({ pending }) => pending === 0)
  ) {
    return undefined;
  }
  const limit = window.settings?.maxAckPending ?? 1;
  const mayDeliver =
    limit <= 0 || busy.samples.every(({ ackPending }) => ackPending < limit);
  if (!mayDeliver) {
    return undefined;
  }
  const why = window.settings && meansToWait(window.settings);
  const during = formatSpan(busy.span);
  const since = busy.samples[0].at;
  return why
    ? {
        level: 'info',
        rule: 'kept-back',
        since,
        reason: `Nothing delivered for ${during}: ${describeBacklog(
          newest,
        )}; ${why}`,
      }
    : {
        level: 'error',
        rule: 'stall',
        since,
        reason: `Stuck: ${describeBacklog(
          newest,
        )}, clients ask and nothing was delivered for ${during}`,
        advice:
          newest.leader === ''
            ? {
                text: 'Connect the clients anew; if that does not help, restart the server',
                command: infoCommand(newest),
              }
            : {
                text: 'Let another server lead the consumer',
                command: natsCommand(
                  'consumer',
                  'cluster',
                  'step-down',
                  newest.stream,
                  newest.name,
                ),
              },
      };
};
