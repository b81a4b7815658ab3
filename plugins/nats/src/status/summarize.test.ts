import { ConsumerStatus } from '@nats-portal/plugin-nats-common';
import {
  brokerStatus,
  consumerStatus,
  drainingConsumer,
  entityStatus,
  idleConsumer,
  laggingConsumer,
} from '../__testUtils__/statuses';
import { summarize } from './summarize';

describe('summarize', () => {
  it('names the worst consumer, wherever it stands', () => {
    const stuck = consumerStatus('JOBS/stuck', {
      verdict: { level: 'error', rule: 'stall', reason: 'Stuck' },
    });
    expect(
      summarize(entityStatus({ consumers: [laggingConsumer, stuck] })),
    ).toMatchObject({
      subject: 'consumer',
      name: 'JOBS/stuck',
      consumers: { ok: 0, total: 2 },
    });
  });

  it('names the broker where it is as bad as its consumers', () => {
    const broker = brokerStatus({
      verdict: {
        level: 'warning',
        rule: 'servers-missing',
        reason: '2 of 3 servers answer',
      },
    });
    expect(summarize(entityStatus({ broker }))).toMatchObject({
      subject: 'broker',
      name: 'local',
    });
  });

  it('names a broker that does not answer, whatever its consumers did before', () => {
    const broker = brokerStatus({
      verdict: { level: 'unknown', rule: 'stale', reason: 'Not reached' },
    });
    const summary = summarize(entityStatus({ broker }));
    expect(summary).toMatchObject({
      subject: 'broker',
      verdict: { rule: 'stale' },
    });
    expect(summary?.consumers.ok).toBeUndefined();
  });

  it('says that all is well only where it is', () => {
    const consumers = [drainingConsumer, idleConsumer];
    expect(summarize(entityStatus({ consumers }))).toMatchObject({
      subject: 'all',
      consumers: { ok: 2, total: 2 },
    });
    const young = consumerStatus('JOBS/young', {
      verdict: { level: 'unknown', rule: 'too-little-data', reason: 'Watched' },
    });
    expect(
      summarize(entityStatus({ consumers: [...consumers, young] })),
    ).toMatchObject({ subject: 'consumer', name: 'JOBS/young' });
  });

  it('has nothing to say without a broker', () => {
    expect(
      summarize({ broker: undefined, consumers: [], findings: [] }),
    ).toBeUndefined();
  });

  it('counts those that are not listed, as far as one can tell', () => {
    const counts = (consumers: ConsumerStatus[]) =>
      summarize(entityStatus({ consumers, moreConsumers: 800 }))?.consumers;
    expect(counts([laggingConsumer, idleConsumer])).toEqual({
      ok: 801,
      total: 802,
    });
    expect(counts([laggingConsumer])).toEqual({ ok: undefined, total: 801 });
  });
});
