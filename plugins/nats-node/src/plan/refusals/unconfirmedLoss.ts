import { RecreateCost } from '@nats-portal/plugin-nats-common';
import { CurrentAsset } from '../../jetstream/readAssets';
import { Refusal } from '../../MessagingPlan';
import { plural, refusal } from './Refusal';

/** What is lost with a stream, where a spec names these of its consumers. */
export function costOfStream(
  current: CurrentAsset,
  wanted: readonly { name: string }[],
): RecreateCost {
  const named = new Set(wanted.map(({ name }) => name));
  return {
    messages: current.messages ?? 0,
    bytes: current.bytes ?? 0,
    consumers: current.consumers ?? 0,
    lost: (current.durables ?? []).filter(name => !named.has(name)),
  };
}

/**
 * What is lost with a consumer: on interest retention the messages that it has yet to
 * do, since nobody is known to wait for them then.
 */
export function costOfConsumer(
  current: CurrentAsset,
  stream: { retention?: unknown },
): RecreateCost {
  return {
    messages: stream.retention === 'interest' ? current.backlog ?? 0 : 0,
    bytes: 0,
    consumers: 1,
    lost: [],
  };
}

/**
 * Mirrors of a stream that is made anew, which nobody agreed to: they go on after the
 * last number that they had, so that they miss what the new stream stores below it
 * (run on 2.15.1; sources begin again).
 */
export function leftBehind(
  mirrors: readonly string[],
  agreed: ReadonlySet<string>,
): Refusal[] {
  return mirrors
    .filter(mirror => !agreed.has(mirror))
    .map(mirror =>
      refusal(
        `the stream ${mirror} mirrors it and would miss the first messages of the new one`,
        `remove it first, or name ${mirror} in confirmLoss`,
      ),
    );
}

/** What a new asset would cost, in a sentence without a full stop. */
export function formatCost({
  messages,
  bytes,
  consumers,
  lost,
}: RecreateCost): string {
  const size = bytes > 0 ? ` (${bytes} bytes)` : '';
  const gone =
    lost.length > 0
      ? `, of which ${lost.join(', ')} ${
          lost.length === 1 ? 'is' : 'are'
        } gone for good`
      : '';
  return `${plural(messages, 'message')}${size} and the position of ${plural(
    consumers,
    'consumer',
  )} are lost${gone}`;
}

/** Losses that nobody agreed to. */
export function unconfirmedLoss(
  name: string,
  cost: RecreateCost,
  agreed: ReadonlySet<string>,
): Refusal[] {
  const refusals: Refusal[] = [];
  if (cost.messages > 0 && !agreed.has(name)) {
    refusals.push(
      refusal(
        `making it anew would lose ${plural(cost.messages, 'message')}`,
        `name ${name} in confirmLoss as well, or save them first`,
      ),
    );
  }
  for (const consumer of cost.lost) {
    if (!agreed.has(`${name}/${consumer}`)) {
      refusals.push(
        refusal(
          `making it anew would delete the consumer ${consumer}, which the spec does not name`,
          `add it to the spec, or name ${name}/${consumer} in confirmLoss`,
        ),
      );
    }
  }
  return refusals;
}
