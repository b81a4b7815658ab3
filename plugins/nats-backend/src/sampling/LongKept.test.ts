import { LongKept } from './LongKept';

const DAY = 86_400_000;

const item = () => ({ keepLong: jest.fn() });

describe('LongKept', () => {
  it('keeps long what is named, and asks for it once', () => {
    const kept = new LongKept();
    const one = item();
    kept.name(one, 0);
    kept.name(one, 1);
    expect(one.keepLong.mock.calls).toEqual([[true]]);
  });

  it('lets go of what was named longest ago when there are too many', () => {
    const kept = new LongKept(2);
    const [a, b, c] = [item(), item(), item()];
    kept.name(a, 0);
    kept.name(b, 1);
    kept.name(a, 2);
    kept.name(c, 3);
    expect(b.keepLong).toHaveBeenLastCalledWith(false);
    expect(a.keepLong).toHaveBeenLastCalledWith(true);
  });

  it('lets go of what nobody has named for a day', () => {
    const kept = new LongKept();
    const [a, b] = [item(), item()];
    kept.name(a, 0);
    kept.name(b, DAY + 1);
    expect(a.keepLong).toHaveBeenLastCalledWith(false);
    kept.name(a, DAY + 2);
    expect(a.keepLong).toHaveBeenLastCalledWith(true);
  });

  it('has nothing more to do with what is gone', () => {
    const kept = new LongKept(1);
    const gone = item();
    kept.name(gone, 0);
    kept.forget(gone);
    kept.name(item(), 1);
    expect(gone.keepLong.mock.calls).toEqual([[true]]);
  });
});
