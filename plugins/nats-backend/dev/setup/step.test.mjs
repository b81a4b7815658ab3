// @ts-check
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { duration } from './step.mjs';

it('writes durations with the unit that fits', () => {
  assert.deepEqual([11.6, 999, 3440, 59_940, 59_960, 242_000].map(duration), [
    '12 ms',
    '999 ms',
    '3.4 s',
    '59.9 s',
    '1 min 0 s',
    '4 min 2 s',
  ]);
});
