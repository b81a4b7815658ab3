import fc from 'fast-check';
import { formatScaling, readScaling } from './scalingText';

describe('the scaling of a consumer', () => {
  it('is read as KEDA understands what is left out', () => {
    expect(readScaling('JOBS/echo maxReplicaCount=5')).toEqual({
      consumer: 'JOBS/echo',
      bounds: {
        minReplicaCount: 0,
        maxReplicaCount: 5,
        lagThreshold: 10,
        activationLagThreshold: 0,
      },
    });
  });

  it.each([
    ['', /STREAM\/consumer/],
    ['JOBS', /STREAM\/consumer/],
    ['JOBS/*', /STREAM\/consumer/],
    ['JOBS/echo max=5', /"max=5" is none of minReplicaCount/],
    ['JOBS/echo lagThreshold=-1', /"lagThreshold=-1"/],
    ['JOBS/echo lagThreshold=0', /lagThreshold must be at least 1/],
    [
      'JOBS/echo minReplicaCount=6 maxReplicaCount=5',
      /minReplicaCount 6 is above maxReplicaCount 5/,
    ],
  ])('is not read from %p', (text, problem) => {
    expect(readScaling(text)).toEqual({
      problem: expect.stringMatching(problem),
    });
  });

  it('is read as it was written', () => {
    const counts = fc.record({
      minReplicaCount: fc.nat(50),
      maxReplicaCount: fc.integer({ min: 51, max: 100 }),
      lagThreshold: fc.integer({ min: 1, max: 1_000_000 }),
      activationLagThreshold: fc.nat(),
    });
    fc.assert(
      fc.property(counts, bounds => {
        const inRange = {
          ...bounds,
          activationLagThreshold: bounds.activationLagThreshold % 1_000_000,
        };
        expect(readScaling(formatScaling('JOBS/echo', inRange))).toEqual({
          consumer: 'JOBS/echo',
          bounds: inRange,
        });
      }),
    );
  });

  it('is read from any text without an exception', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        expect(Object.keys(readScaling(text))).not.toHaveLength(0);
      }),
    );
  });
});
