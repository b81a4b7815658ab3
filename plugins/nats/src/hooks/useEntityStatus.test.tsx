import { act, renderHook } from '@testing-library/react';
import { PropsWithChildren } from 'react';
import { TestApis } from '../__testUtils__/TestApis';
import { brokerStatus, entityStatus } from '../__testUtils__/statuses';
import { useEntityStatus } from './useEntityStatus';

function poll(intervalSeconds?: number) {
  const getEntityStatus = jest.fn(async () =>
    entityStatus({
      broker:
        intervalSeconds === undefined
          ? undefined
          : brokerStatus({ intervalSeconds }),
    }),
  );
  const natsApi = {
    getEntityStatus,
    getBroker: jest.fn(),
    getConsumers: jest.fn(),
    getStreams: jest.fn(),
    getConsumer: jest.fn(),
    getPreview: jest.fn(),
    getPlan: jest.fn(),
    readMessaging: jest.fn(),
    getChangePreview: jest.fn(),
    getBrokers: jest.fn(),
    getFleet: jest.fn(),
    getHistory: jest.fn(),
    getStream: jest.fn(),
  };
  renderHook(() => useEntityStatus('component:default/echo'), {
    wrapper: ({ children }: PropsWithChildren) => (
      <TestApis natsApi={natsApi}>{children}</TestApis>
    ),
  });
  return getEntityStatus;
}

const pass = (milliseconds: number) =>
  act(() => jest.advanceTimersByTimeAsync(milliseconds));

describe('useEntityStatus', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it('asks for the entity by the parts of its reference', async () => {
    const getEntityStatus = poll(5);
    await pass(0);
    expect(getEntityStatus).toHaveBeenCalledWith(
      { kind: 'component', namespace: 'default', name: 'echo' },
      { signal: expect.any(AbortSignal) },
    );
  });

  it.each([
    ['as often as the backend samples', 10, 10_000],
    ['no more often than every 2 s', 0.5, 2_000],
    ['every 5 s where no broker is named', undefined, 5_000],
  ])('asks %s', async (_, intervalSeconds, delay) => {
    const getEntityStatus = poll(intervalSeconds);
    await pass(0);
    await pass(delay - 1);
    expect(getEntityStatus).toHaveBeenCalledTimes(1);
    await pass(1);
    expect(getEntityStatus).toHaveBeenCalledTimes(2);
  });
});
