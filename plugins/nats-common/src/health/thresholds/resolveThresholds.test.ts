import { CONSUMER_THRESHOLDS } from './keys';
import { resolveThresholds, ThresholdSources } from './resolveThresholds';

function resolve(sources: ThresholdSources) {
  const { thresholds, mistakes } = resolveThresholds(
    CONSUMER_THRESHOLDS,
    sources,
  );
  const shown = [...thresholds.values()].map(
    ({ key, value, origin, enforced }) =>
      `${key} ${value} ${origin}${enforced ? ' enforced' : ''}`,
  );
  return { thresholds: shown, mistakes };
}

const policy = (values: Record<string, string>, ...enforced: string[]) => ({
  values,
  enforced,
});

describe('resolveThresholds', () => {
  it('has those of the rules where nobody says anything', () => {
    expect(resolve({})).toEqual({
      thresholds: ['behind-warning 300000 default'],
      mistakes: [],
    });
  });

  it('lets the most specific win', () => {
    const values = { 'behind-warning': '10m' };
    const metadata = { 'io.nats.monitor.behind-warning': '20m' };
    const entity = { 'behind-warning': '30m' };
    const first = (sources: ThresholdSources) => resolve(sources).thresholds[0];
    expect(first({ policy: policy(values) })).toBe(
      'behind-warning 600000 policy',
    );
    expect(first({ policy: policy(values), metadata })).toBe(
      'behind-warning 1200000 metadata',
    );
    expect(first({ policy: policy(values), metadata, entity })).toBe(
      'behind-warning 1800000 entity',
    );
    expect(
      first({ policy: policy(values, 'behind-warning'), metadata, entity }),
    ).toBe('behind-warning 600000 policy enforced');
  });

  it('switches off what is 0 or below', () => {
    expect(resolve({ entity: { 'behind-warning': '0' } }).thresholds).toEqual(
      [],
    );
    expect(
      resolve({
        policy: policy({ 'unprocessed-critical': '5' }),
        metadata: { 'io.nats.monitor.unprocessed-critical': '-1' },
      }).thresholds,
    ).toEqual(['behind-warning 300000 default']);
  });

  it('leaves the metadata aside where monitoring is switched off there', () => {
    const metadata = {
      'io.nats.monitor.enabled': 'false',
      'io.nats.monitor.waiting-critical': '1',
    };
    expect(resolve({ metadata }).thresholds).toHaveLength(1);
  });

  it('leaves metadata of others alone', () => {
    const metadata = { 'io.nats.monitor.pinned': 'true', team: 'a', 'a.b': '' };
    expect(resolve({ metadata }).mistakes).toEqual([]);
  });

  it('says everything that cannot be read, and goes on with the rest', () => {
    const { mistakes, thresholds } = resolve({
      policy: policy({ 'unprocessed-critical': 'many' }),
      metadata: { 'io.nats.monitor.last-ack-critical': '5' },
      entity: { 'waiting-critical': '2', lag: '3', toString: '1' },
    });
    expect(mistakes).toEqual([
      'unprocessed-critical: "many" is no number',
      'last-ack-critical: "5" is no duration such as 5m or 2h',
      expect.stringMatching(
        /^"lag" is no threshold; there are outstanding-ack-critical, /,
      ),
      expect.stringMatching(/^"toString" is no threshold/),
    ]);
    expect(thresholds).toContain('waiting-critical 2 entity');
  });
});
