import { useApiHolder } from '@backstage/frontend-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  NATS_VERDICTS_CHANNEL,
  VerdictsSignal,
} from '@nats-portal/plugin-nats-common';
import { useEffect } from 'react';

/** Everybody hears of it at once; within this they ask one after the other; milliseconds. */
const SPREAD_MS = 1_000;

/**
 * Asks at once when a verdict has changed, in apps that have Backstage's signals; in
 * others, and while nobody looks, the next turn is soon enough.
 *
 * @param broker - the one that is looked at; any where absent
 */
export function useVerdictSignal(refresh: () => void, broker?: string): void {
  const signals = useApiHolder().get(signalApiRef);
  useEffect(() => {
    if (!signals) {
      return undefined;
    }
    let timer: ReturnType<typeof setTimeout> | undefined;
    const { unsubscribe } = signals.subscribe<{ brokers: string[] }>(
      NATS_VERDICTS_CHANNEL,
      ({ brokers }: VerdictsSignal) => {
        const isMine = broker === undefined || brokers.includes(broker);
        if (isMine && !document.hidden && navigator.onLine) {
          clearTimeout(timer);
          timer = setTimeout(refresh, Math.random() * SPREAD_MS);
        }
      },
    );
    return () => {
      clearTimeout(timer);
      unsubscribe();
    };
  }, [signals, refresh, broker]);
}
