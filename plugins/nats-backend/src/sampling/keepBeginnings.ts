import { ConsumerVerdict, Verdict } from '@nats-portal/plugin-nats-common';

/**
 * What is said again began when it was said first: the samples of a verdict reach back
 * a few minutes only.
 *
 * @param verdict - is changed
 * @param before - the verdict of the round before
 */
export function keepBeginnings(
  verdict: ConsumerVerdict,
  before: ConsumerVerdict | undefined,
): void {
  const said: Verdict[] = before ? [before, ...(before.findings ?? [])] : [];
  for (const item of [verdict, ...(verdict.findings ?? [])]) {
    const { since } = said.find(({ rule }) => rule === item.rule) ?? {};
    if (item.since !== undefined && since !== undefined) {
      item.since = Math.min(item.since, since);
    }
  }
}
