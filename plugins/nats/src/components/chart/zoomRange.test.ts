import fc from 'fast-check';
import { zoomRange, ZoomStep } from './zoomRange';

const HOUR = { from: 0, to: 3_600_000 };
const steps = (...taken: ZoomStep[]) =>
  taken.reduce<typeof HOUR | undefined>(
    (shown, step) => zoomRange(HOUR, shown, step),
    undefined,
  );

describe('zoomRange', () => {
  it('shows the newer half, and again of that', () => {
    expect(steps('in')).toEqual({ from: 1_800_000, to: 3_600_000 });
    expect(steps('in', 'in')).toEqual({ from: 2_700_000, to: 3_600_000 });
  });

  it('goes to what was before, and back', () => {
    expect(steps('in', 'earlier')).toEqual({ from: 0, to: 1_800_000 });
    expect(steps('in', 'earlier', 'later')).toEqual(steps('in'));
  });

  it('stays within the whole, however it is used', () => {
    const step = fc.constantFrom<ZoomStep>('in', 'earlier', 'later');
    fc.assert(
      fc.property(fc.array(step, { minLength: 1 }), taken => {
        const { from, to } = steps(...taken) ?? HOUR;
        expect(from).toBeGreaterThanOrEqual(HOUR.from);
        expect(to).toBeLessThanOrEqual(HOUR.to);
        expect(to - from).toBeGreaterThanOrEqual(10_000);
      }),
    );
  });
});
