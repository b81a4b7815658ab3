import { JetStreamConfig } from '@nats-portal/plugin-nats-common';
import { AssetStep } from './AssetStep';

/** What a stream keeps free for itself. */
export interface Reservation {
  storage: 'file' | 'memory';
  /** Of each copy; 0 where it has no limit. */
  bytes: number;
  copies: number;
}

/** What a configuration reserves. */
export function reservationOf(config: JetStreamConfig): Reservation {
  return {
    storage: config.storage === 'memory' ? 'memory' : 'file',
    bytes: Math.max(0, Number(config.max_bytes ?? 0)),
    copies: Math.max(1, Number(config.num_replicas ?? 1)),
  };
}

/** Whether a step writes a configuration. */
export function writes({ planned: { action } }: AssetStep): boolean {
  return action === 'create' || action === 'update' || action === 'recreate';
}
