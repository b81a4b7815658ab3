import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { natsCommand } from './natsCommand';

describe('natsCommand', () => {
  it('leaves plain words as they are', () => {
    expect(natsCommand('consumer', 'info', 'JOBS', 'echo-workers', 7)).toBe(
      'nats consumer info JOBS echo-workers 7',
    );
  });

  it('lets no shell read a name, whatever it holds', () => {
    const names = fc.array(
      fc.string({ unit: 'grapheme' }).filter(text => !/[\0\r\n]/.test(text)),
      { minLength: 1, maxLength: 4 },
    );
    fc.assert(
      fc.property(names, words => {
        const echoed = execFileSync(
          'sh',
          ['-c', natsCommand(...words).replace(/^nats/, "printf '%s\\n'")],
          { encoding: 'utf8' },
        );
        expect(echoed).toBe(words.map(word => `${word}\n`).join(''));
      }),
      { numRuns: 50 },
    );
  });
});
