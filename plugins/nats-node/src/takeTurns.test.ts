import { takeTurns } from './takeTurns';

function* busyFor(ms: number): Generator<void, string, void> {
  const end = performance.now() + ms;
  while (performance.now() < end) {
    yield;
  }
  return 'done';
}

describe('takeTurns', () => {
  it('lets others have their turn', async () => {
    let turns = 0;
    let over = false;
    const others = () => {
      turns++;
      if (!over) {
        setImmediate(others);
      }
    };
    setImmediate(others);
    await expect(takeTurns(busyFor(100))).resolves.toBe('done');
    over = true;
    expect(turns).toBeGreaterThan(3);
  });

  it('ends when nobody wants it any more, and says what went wrong', async () => {
    const stop = new AbortController();
    setImmediate(() => stop.abort());
    await expect(takeTurns(busyFor(10_000), stop.signal)).rejects.toMatchObject(
      { name: 'AbortError' },
    );
    await expect(
      takeTurns(
        // eslint-disable-next-line require-yield
        (function* fail(): Generator<void, never, void> {
          throw new Error('broken');
        })(),
      ),
    ).rejects.toThrow('broken');
  });
});
