import { PREVIEW_PAUSE_MS } from '@nats-portal/plugin-nats-common';
import { act, renderHook } from '@testing-library/react';
import fc from 'fast-check';
import { useAnswer } from './useAnswer';

interface Question {
  text: string;
}

/** Answers when the test says so; `asked` is all that went to the backend. */
function form() {
  const asked: {
    text: string;
    signal: AbortSignal;
    answer: (value: string) => void;
    fail: (error: Error) => void;
  }[] = [];
  const ask = ({ text }: Question, { signal }: { signal: AbortSignal }) =>
    new Promise<string>((answer, fail) => {
      asked.push({ text, signal, answer, fail });
    });
  const hook = renderHook(
    ({ request }: { request: Question | undefined }) => useAnswer(request, ask),
    { initialProps: { request: undefined as Question | undefined } },
  );
  return {
    asked,
    shown: () => hook.result.current,
    type: (text: string) => hook.rerender({ request: { text } }),
    clear: () => hook.rerender({ request: undefined }),
    leave: () => hook.unmount(),
  };
}

const pass = (milliseconds: number) =>
  act(() => jest.advanceTimersByTimeAsync(milliseconds));

describe('useAnswer', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it('leaves two thirds of the 300 ms after the last key to the backend', () => {
    expect(PREVIEW_PAUSE_MS).toBeLessThanOrEqual(100);
  });

  it('asks once when the last of many keys is a pause ago, and not before', async () => {
    const { asked, type } = form();
    const word = 'payments';
    for (let i = 1; i <= word.length; i++) {
      type(word.slice(0, i));
      await pass(PREVIEW_PAUSE_MS - 1);
    }
    expect(asked).toEqual([]);
    await pass(1);
    expect(asked.map(({ text }) => text)).toEqual(['payments']);
    await pass(60_000);
    expect(asked).toHaveLength(1);
  });

  it('asks once for each pause, however the keys fall', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(3 * PREVIEW_PAUSE_MS), { minLength: 1, maxLength: 20 }),
        async gaps => {
          const { asked, type, leave } = form();
          for (const [i, gap] of gaps.entries()) {
            type(`key ${i}`);
            await pass(gap);
          }
          const pauses = gaps.flatMap((gap, i) =>
            gap >= PREVIEW_PAUSE_MS ? [`key ${i}`] : [],
          );
          expect(asked.map(({ text }) => text)).toEqual(pauses);
          leave();
        },
      ),
      { numRuns: 50 },
    );
  });

  it('does not ask for a form that says the same in new objects', async () => {
    const { asked, type } = form();
    type('a');
    await pass(PREVIEW_PAUSE_MS);
    asked[0].answer('of a');
    await pass(0);
    type('a');
    await pass(PREVIEW_PAUSE_MS);
    expect(asked).toHaveLength(1);
  });

  it('never shows an older answer as that to a newer question', async () => {
    const { asked, shown, type } = form();
    type('a');
    await pass(PREVIEW_PAUSE_MS);
    type('ab');
    expect(asked[0].signal.aborted).toBe(true);
    await pass(PREVIEW_PAUSE_MS);
    asked[1].answer('of ab');
    await pass(0);
    asked[0].answer('of a');
    await pass(0);
    expect(shown()).toEqual({ value: 'of ab', pending: false });
  });

  it('keeps what it shows until there is something newer, and says that it waits', async () => {
    const { asked, shown, type, clear } = form();
    expect(shown()).toEqual({ pending: false });
    type('a');
    expect(shown()).toEqual({ pending: true });
    await pass(PREVIEW_PAUSE_MS);
    asked[0].answer('of a');
    await pass(0);
    type('b');
    expect(shown()).toEqual({ value: 'of a', pending: true });
    await pass(PREVIEW_PAUSE_MS);
    asked[1].fail(new Error('no'));
    await pass(0);
    expect(shown()).toMatchObject({
      value: 'of a',
      pending: false,
      error: { message: 'no' },
    });
    clear();
    expect(shown()).toEqual({ pending: false });
  });

  it('asks nothing for a form that was left', async () => {
    const { asked, type, leave } = form();
    type('a');
    leave();
    await pass(PREVIEW_PAUSE_MS);
    expect(asked).toEqual([]);
  });
});
