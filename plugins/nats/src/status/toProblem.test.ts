import { forbidden } from '../__testUtils__/renderEntity';
import { toProblem } from './toProblem';

describe('toProblem', () => {
  it('tells a missing permission from everything else', () => {
    expect(toProblem(forbidden)).toEqual({
      kind: 'forbidden',
      message: 'Permission missing: nats.broker.read',
    });
    expect(toProblem(new TypeError('Failed to fetch'))).toEqual({
      kind: 'broken',
      message: 'Failed to fetch',
    });
  });

  it('takes what the backend said over what the client made of it', () => {
    const error = new Error('Request failed with 404 Not Found', {
      cause: new Error('No entity component:default/x in the catalog'),
    });
    expect(toProblem(error).message).toBe(
      'No entity component:default/x in the catalog',
    );
  });
});
