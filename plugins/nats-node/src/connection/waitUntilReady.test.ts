import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { NotAllowedError, ServiceUnavailableError } from '@backstage/errors';
import { brokerAt, closeBrokers } from '../__testUtils__/brokerAt';
import { failureOf } from '../__testUtils__/failureOf';
import { RunningNatsCluster, startNatsServer } from '../testUtils';
import { waitUntilReady } from './waitUntilReady';

jest.setTimeout(60_000);

const SPEC = { streams: [{ name: 'S', subjects: ['s'], maxAge: '1h' }] };

describe('waitUntilReady', () => {
  it('tells what it waits for when that changes, and not how long an attempt took', async () => {
    const answers = ['away (after 3 ms)', 'away (after 5 ms)', 'no leader'];
    const told: string[] = [];
    await waitUntilReady(
      async () => {
        const answer = answers.shift();
        if (answer?.startsWith('away')) {
          throw new ServiceUnavailableError(answer);
        }
        return answer;
      },
      { waitMs: 10_000, onWaiting: reason => told.push(reason) },
    );
    expect(told).toEqual(['away (after 3 ms)', 'no leader']);
  });

  it('ends when the time is over, with what was missing', async () => {
    const error = await failureOf(
      waitUntilReady(async () => 'no leader', { waitMs: 1_000 }),
    );
    expect(error).toMatchObject({
      name: 'ServiceUnavailableError',
      message: 'Waited 1 sec in vain: no leader',
    });
  });

  it('does not wait for what no time mends', async () => {
    const denied = new NotAllowedError('wrong password');
    await expect(
      waitUntilReady(() => Promise.reject(denied), { waitMs: 60_000 }),
    ).rejects.toBe(denied);
  });
});

describe('a server that starts late', () => {
  let directory: string;
  let first: RunningNatsCluster;
  let again: RunningNatsCluster | undefined;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'nats-late-'));
    first = await startNatsServer({ directory });
    await first.stop();
  });

  afterAll(async () => {
    await closeBrokers();
    await again?.stop();
    await rm(directory, { recursive: true, force: true });
  });

  it('is given up when the task is cancelled, long before its time is over', async () => {
    const broker = brokerAt(first.brokerConfig('late'));
    const stop = new AbortController();
    let stoppedAt = Infinity;
    const applying = broker.applyMessaging(SPEC, {
      waitMs: 60_000,
      signal: stop.signal,
      onWaiting: () => {
        stoppedAt = Date.now();
        stop.abort();
      },
    });
    expect((await failureOf(applying)).name).toBe('AbortError');
    // It would wait for a minute; a busy machine takes seconds to notice.
    expect(Date.now() - stoppedAt).toBeLessThan(10_000);
  });

  it('is waited for, and then gets what was asked for', async () => {
    const broker = brokerAt(first.brokerConfig('late'));
    const told: string[] = [];
    const applying = broker.applyMessaging(SPEC, {
      waitMs: 45_000,
      onWaiting: reason => told.push(reason),
    });
    applying.catch(() => {});
    await sleep(1_500);
    const { credentials, authority, ports } = first;
    again = await startNatsServer({ directory, credentials, authority, ports });
    expect(await applying).toMatchObject({ created: 1 });
    expect(told[0]).toMatch(/"late".*does not answer/);
    expect(told.length).toBeLessThanOrEqual(3);
  });
});
