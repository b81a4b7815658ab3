import { formatGoDuration } from '@nats-portal/plugin-nats-common';
import { Settings } from '../settings/Settings';

const MINUTE = 60e9;

/** The chart's start-up probe: 90 tries, 10 seconds apart; servers may start one after another. */
const MINUTES_PER_SERVER = 15;

/** What certificates, policies and the chart's download may take besides. */
const MINUTES_AROUND_RELEASE = 5;

const MINUTES_FOR_FEW_ASSETS = 5;

/** NACK works objects off one by one, with about seven requests each: 0.6 s is ample. */
const ASSETS_PER_MINUTE = 100;

/** How long the Helm release may take, as a Go duration. */
export function releaseTimeout({ servers }: Settings): string {
  return formatGoDuration(MINUTES_PER_SERVER * servers * MINUTE);
}

/** How long the Flux Kustomization around the release may take. */
export function brokerTimeout({ servers }: Settings): string {
  return formatGoDuration(
    (MINUTES_PER_SERVER * servers + MINUTES_AROUND_RELEASE) * MINUTE,
  );
}

/** How long the streams, consumers and buckets may take. */
export function messagingTimeout({ messaging }: Settings): string {
  const { streams, keyValues, objectStores } = messaging;
  const assets = streams.reduce(
    (sum, { consumers }) => sum + 1 + consumers.length,
    keyValues.length + objectStores.length,
  );
  return formatGoDuration(
    (MINUTES_FOR_FEW_ASSETS + Math.floor(assets / ASSETS_PER_MINUTE)) * MINUTE,
  );
}
