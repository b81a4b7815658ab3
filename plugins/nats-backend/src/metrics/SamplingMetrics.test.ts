import {
  MetricsServiceObservableCallback,
  MetricsServiceObservableGauge,
} from '@backstage/backend-plugin-api/alpha';
import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import {
  consumerOfTest,
  NOW,
  stateOf,
  statesOf,
} from '../sampling/__testUtils__/states';
import { SamplingMetrics } from './SamplingMetrics';

const states = statesOf([
  stateOf('away', [], { snapshot: undefined, error: 'it did not answer' }),
  stateOf('busy', [
    consumerOfTest('idle', () => 0),
    consumerOfTest('late', i => 5_000 + 30 * i),
  ]),
]);

function measured() {
  const callbacks = new Map<string, MetricsServiceObservableCallback>();
  const record = jest.fn();
  const add = jest.fn();
  const metrics = new SamplingMetrics(
    metricsServiceMock.mock({
      createHistogram: () => ({ record }),
      createCounter: () => ({ add }),
      createObservableGauge: (name: string) =>
        ({
          addCallback: callback => callbacks.set(name, callback as never),
          removeCallback: () => {},
        } as MetricsServiceObservableGauge),
    } as never),
  );
  const collect = async (name: string) => {
    const observed: unknown[] = [];
    await callbacks.get(name)?.({
      observe: (value, attributes) => observed.push([value, attributes]),
    });
    return observed;
  };
  return { metrics, record, add, collect };
}

describe('SamplingMetrics', () => {
  beforeAll(() => jest.useFakeTimers({ now: NOW + 5_000 }));
  afterAll(() => jest.useRealTimers());

  it('records how long samples take, and how many fail', () => {
    const { metrics, record, add } = measured();
    metrics.sampled({ broker: 'busy', tookMs: 250, isGood: true });
    expect(record).toHaveBeenCalledWith(0.25, { broker: 'busy' });
    expect(add).not.toHaveBeenCalled();
    metrics.sampled({ broker: 'away', tookMs: 5_000, isGood: false });
    expect(add).toHaveBeenCalledWith(1, { broker: 'away' });
  });

  it('says how old the samples are, and nothing of what was never reached', async () => {
    const { metrics, collect } = measured();
    metrics.watch(states);
    expect(await collect('nats.sample.age')).toEqual([[5, { broker: 'busy' }]]);
  });

  it('counts consumers by level, those without any too', async () => {
    const { metrics, collect } = measured();
    metrics.watch(states);
    const counts = await collect('nats.consumers');
    expect(counts).toHaveLength(10);
    expect(counts).toContainEqual([1, { broker: 'busy', level: 'ok' }]);
    expect(counts).toContainEqual([1, { broker: 'busy', level: 'warning' }]);
    expect(counts).toContainEqual([0, { broker: 'away', level: 'error' }]);
  });
});
