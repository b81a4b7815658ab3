import { ConsumerStatus } from '@nats-portal/plugin-nats-common';

/**
 * When a backlog is gone: in some seconds, never at this rate, or `none` where
 * there is nothing to drain or too little known for a claim.
 */
export interface Drain {
  kind: 'in' | 'never' | 'none';
  seconds?: number;
}

/** Reads the forecast out of a consumer's verdict. */
export function drainOf(consumer: ConsumerStatus): Drain {
  const { verdict, counters } = consumer;
  if (!counters || counters.backlog === 0 || verdict.level === 'unknown') {
    return { kind: 'none' };
  }
  if (verdict.drainsInSeconds !== undefined) {
    return { kind: 'in', seconds: verdict.drainsInSeconds };
  }
  // An ok consumer with a backlog was empty a moment ago: neither claim holds.
  return { kind: verdict.level === 'ok' ? 'none' : 'never' };
}
