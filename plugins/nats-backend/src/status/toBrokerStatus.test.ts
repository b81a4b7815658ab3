import { BrokerFacts, ServerSnapshot } from '@nats-portal/plugin-nats-common';
import { BrokerMemory } from '../sampling/BrokerMemory';
import { BrokerState } from '../sampling/BrokerSampler';
import { MemoryTables } from '../sampling/MemoryTables';
import { toBrokerStatus } from './toBrokerStatus';

const MINUTE = 60_000;
const NOW = Date.parse('2026-01-01T00:00:00Z');

function facts(minutesAgo: number, changes: Partial<ServerSnapshot> = {}) {
  const at = NOW - minutesAgo * MINUTE;
  const used = 500 - minutesAgo * 10;
  const read: BrokerFacts = {
    at,
    source: 'system',
    problems: [],
    servers: [
      {
        id: 'A',
        name: 'nats-0',
        version: '2.15.1',
        at,
        startedAt: 0,
        connections: 3,
        memory: 1024,
        slowConsumers: 0,
        jetstream: {
          storageUsed: used,
          storageReserved: 700,
          storageLimit: 1_000,
          memoryUsed: 0,
          memoryReserved: 0,
        },
        ...changes,
      },
    ],
  };
  return read;
}

function state(snapshot: BrokerFacts, history: BrokerFacts[]): BrokerState {
  return {
    info: { name: 'b', servers: [], accounts: [] },
    snapshot,
    history,
    memory: new BrokerMemory(new MemoryTables({ intervalMs: 15_000 })),
    error: undefined,
    intervalMs: 15_000,
    revision: 1,
    settled: 1,
  };
}

describe('toBrokerStatus', () => {
  it('shows each server with its storage and its certificate', () => {
    const snapshot = facts(0, {
      certificateExpiresAt: NOW + 100 * 86_400_000,
      configLoadedAt: NOW - MINUTE,
    });
    expect(toBrokerStatus(state(snapshot, []), NOW)).toEqual({
      name: 'b',
      verdict: { level: 'ok', rule: 'ok', reason: '1 server answers' },
      intervalSeconds: 15,
      sampledAt: '2026-01-01T00:00:00.000Z',
      storage: { used: 500, reserved: 700, limit: 1_000 },
      servers: [
        {
          name: 'nats-0',
          version: '2.15.1',
          startedAt: '1970-01-01T00:00:00.000Z',
          connections: 3,
          memory: 1024,
          slowConsumers: 0,
          isMetaLeader: false,
          certificateExpiresAt: '2026-04-11T00:00:00.000Z',
          configLoadedAt: '2025-12-31T23:59:00.000Z',
          storage: { used: 500, reserved: 700, limit: 1_000 },
        },
      ],
    });
  });

  it('says when the storage is full, once the last minutes show it', () => {
    const history = Array.from({ length: 10 }, (_, i) => facts(10 - i));
    const newest = facts(0);
    const { verdict, storageForecast } = toBrokerStatus(
      state(newest, [...history, newest]),
      NOW,
    );
    expect(verdict).toMatchObject({
      level: 'warning',
      rule: 'storage-filling',
    });
    expect(storageForecast).toEqual({
      server: 'nats-0',
      seconds: 3_000,
      within: { least: 3_000, most: 3_000 },
    });
  });
});
