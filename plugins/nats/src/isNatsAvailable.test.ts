import { component } from './__testUtils__/statuses';
import { isNatsAvailable } from './isNatsAvailable';

describe('isNatsAvailable', () => {
  it.each([
    [{ 'nats.io/broker': 'local' }, true],
    [{ 'nats.io/broker': ' ' }, false],
    [{ 'nats.io/streams': 'JOBS' }, false],
    [{}, false],
  ])('%j: %s', (annotations, available) => {
    expect(isNatsAvailable(component(annotations))).toBe(available);
  });
});
