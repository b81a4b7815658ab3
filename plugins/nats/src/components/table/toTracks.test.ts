import { toTracks } from './toTracks';

describe('toTracks', () => {
  it('adds up what columns and gaps need at least', () => {
    expect(
      toTracks([
        { width: { least: 100, share: 2 } },
        { width: { least: 50, share: 0 } },
      ]),
    ).toEqual({
      template: 'minmax(100px, 2fr) minmax(50px, 0fr)',
      leastWidth: 186,
    });
  });
});
